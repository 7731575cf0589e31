/** A failure whose message says all that the person at the terminal needs; no stack is shown. */
export class Failure extends Error {
  override name = "Failure";

  /** @param exitCode How the command ends. Default: as its other failures. */
  constructor(
    message: string,
    readonly exitCode?: number,
  ) {
    super(message);
  }
}

/** Arguments that a command does not take: its usage is shown, and it ends with 2. */
export class UsageFailure extends Failure {
  override name = "UsageFailure";

  constructor(message: string) {
    super(message, 2);
  }
}

/** What the system calls what people call otherwise. */
const deeds: Record<string, string> = {
  scandir: "list",
  lstat: "read",
  stat: "read",
  mkdir: "create",
  mkdtemp: "create",
  unlink: "remove",
  rmdir: "remove",
};

/** What the system says of files, and what a person can do about it. */
const fileTroubles: Record<string, string> = {
  ENOSPC: "the disk is full. Free some space and run it again.",
  EDQUOT: "the disk quota is used up. Free some space and run it again.",
  EACCES: "this user may not. Change the rights of the folder, or use another.",
  EPERM: "this user may not. Change the rights of the folder, or use another.",
  EROFS: "the file system is read-only. Use a folder that can be written.",
  ENOENT: "there is no such file or folder.",
  EEXIST: "there is a file by that name. Move it away.",
  ENOTDIR: "it, or something on its path, is not a folder. Move that away.",
  EISDIR: "it is a folder, not a file.",
  EMFILE: "too many files are open. Close some programs and run it again.",
};

/** Why a file could not be used, without the words of the system where there are plainer ones. */
export function troubleWith(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  return fileTroubles[code] ?? message;
}

/** What to print about an error: a sentence where a person can do something, else its stack. */
export function explain(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const { code = "", path, syscall } = error as NodeJS.ErrnoException;
  const trouble = fileTroubles[code];
  if (trouble && syscall && path !== undefined)
    return `Cannot ${deeds[syscall] ?? syscall} ${path}: ${trouble}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
