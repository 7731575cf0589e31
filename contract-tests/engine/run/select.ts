import { Failure } from "../../../scripts/lib/failure.js";
import type { ContractCase } from "../case.js";

/** Which cases to run; nothing: all. */
export interface Selection {
  /** A piece of the id, or a regular expression between slashes. */
  grep?: string | undefined;
  /** One whole id. */
  id?: string | undefined;
}

/**
 * The cases that a selection means, in their order.
 *
 * @throws Failure when it means none, or is no regular expression.
 */
export function selectCases<T extends Pick<ContractCase, "id">>(
  cases: readonly T[],
  { grep, id }: Selection,
): T[] {
  if (id !== undefined) {
    const found = cases.filter((each) => each.id === id);
    if (found.length > 0) return found;
    const near = cases.filter((each) => each.id.toLowerCase().includes(id.toLowerCase()));
    throw new Failure(
      `No case has the id "${id}".${suggest(near)}\nList all ids with: npm run contract -- --list`,
    );
  }
  if (grep === undefined) return [...cases];
  const matches = matcher(grep);
  const found = cases.filter((each) => matches(each.id));
  if (found.length === 0) {
    throw new Failure(
      `--grep ${grep} matches none of the ${cases.length} cases.\nList them with: npm run contract -- --list`,
    );
  }
  return found;
}

function matcher(grep: string): (id: string) => boolean {
  const expression = /^\/(.+)\/([dgimsuvy]*)$/.exec(grep);
  if (!expression) {
    const text = grep.toLowerCase();
    return (id) => id.toLowerCase().includes(text);
  }
  const [, source, flags] = expression as unknown as [string, string, string];
  try {
    const pattern = new RegExp(source, flags.replace(/[gy]/g, ""));
    return (id) => pattern.test(id);
  } catch (error) {
    throw new Failure(`--grep ${grep} is no regular expression: ${(error as Error).message}`);
  }
}

function suggest(near: readonly { id: string }[]): string {
  if (near.length === 0) return "";
  const shown = near.slice(0, 5).map(({ id }) => `  ${id}`);
  return `\nThese come near:\n${shown.join("\n")}${near.length > 5 ? "\n  …" : ""}`;
}
