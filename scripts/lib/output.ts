import { redact } from "../../src/http/redact.js";
import { replaceControls } from "./controls.js";
import { troubleWith } from "./failure.js";

/** Where a text goes to. */
export interface Destination {
  /** What must not be in it, in any encoding. */
  secrets: string[];
  /** A terminal gets colours and cursor movements, and nothing else that controls it. */
  isTerminal: boolean;
  /** GitHub's runner takes lines of its log for commands. */
  isWorkflow: boolean;
}

/** Colours, clearing and moving, as the commands use them. */
const harmless = /(\u001b\[[\d;]*[mJKH])/;

/** Makes a text safe to print, wherever its parts come from. */
export function safeText(text: string, { secrets, isTerminal, isWorkflow }: Destination): string {
  const redacted = redact(text, secrets);
  const clean = isTerminal
    ? redacted
        .split(harmless)
        .map((part, index) => (index % 2 === 1 ? part : replaceControls(part)))
        .join("")
    : replaceControls(redacted);
  if (!isWorkflow) return clean;
  return clean.replace(/^(\s*):(?=:)/gm, "$1: ").replaceAll("##[", "## [");
}

/**
 * Lets everything that this process prints pass through `safeText`.
 *
 * @param isReporter It has workflow commands of its own to print, such as annotations. Default: false.
 */
export function guardOutput({ isReporter = false } = {}): void {
  const { OPENPIPE_API_KEY: key, GITHUB_ACTIONS } = process.env;
  for (const stream of [process.stdout, process.stderr]) {
    const destination = {
      secrets: key ? [key] : [],
      isTerminal: stream.isTTY === true,
      isWorkflow: GITHUB_ACTIONS === "true" && !isReporter,
    };
    const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
      const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
      return write(safeText(text, destination), ...rest);
    };
  }
}

/** `guardOutput` for a configuration of Vitest, whose workers print through the process that loads it. */
export function guardReporter(): void {
  guardOutput({ isReporter: true });
  onLostOutput(() => process.exit(0));
}

/**
 * Ends this process with a sentence when its output cannot be written.
 *
 * @param unread Who reads no further, as `head`, wants no more: that is no failure.
 */
export function onLostOutput(unread: () => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return unread();
      console.error(`The output cannot be written: ${troubleWith(error)}`);
      process.exit(1);
    });
  }
}
