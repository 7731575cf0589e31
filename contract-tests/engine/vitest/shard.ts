import { inject } from "vitest";

/** The cases of this machine, where `--shard` spreads them over several. */
export function ownShare<T>(cases: readonly T[]): readonly T[] {
  const shard = inject("shard");
  if (!shard) return cases;
  return cases.filter((_, index) => index % shard.count === shard.index - 1);
}
