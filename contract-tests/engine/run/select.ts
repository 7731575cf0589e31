import { Failure, UsageFailure } from "../../../scripts/lib/failure.js";
import type { ContractCase } from "../case.js";

/** Which cases to run; nothing: all. */
export interface Selection {
  /** A whole id, a piece of ids, or a regular expression between slashes. */
  grep?: string | undefined;
}

/**
 * The cases that a selection means, in their order.
 *
 * @throws Failure when it means none, UsageFailure when it is no regular expression.
 */
export function selectCases<T extends Pick<ContractCase, "id">>(
  cases: readonly T[],
  { grep }: Selection,
): T[] {
  if (grep === undefined) return [...cases];
  const named = cases.filter(({ id }) => id === grep);
  if (named.length > 0) return named;
  const matches = matcher(grep);
  const found = cases.filter(({ id }) => matches(id));
  if (found.length > 0) return found;
  throw new Failure(
    `"${grep}" matches none of the ${cases.length} ids. The same command with -- --list prints them.`,
  );
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
    throw new UsageFailure(`--grep ${grep} is no regular expression: ${(error as Error).message}`);
  }
}
