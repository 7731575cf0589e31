import { UsageFailure } from "../../../scripts/lib/failure.js";
import type { Selection } from "./select.js";

/** The options of every command of the contract tests. */
export const selectionOptions = {
  grep: {
    type: "string",
    short: "t",
    value: "<text or /regex/>",
    description: "only the cases whose id matches; short: -t, as in vitest",
  },
  list: { type: "boolean", default: false, description: "print them, and send nothing" },
} as const;

/** An id by itself. */
export const selectionPositionals = {
  name: '"<id>"',
  description: "only this case",
  max: 1,
} as const;

/**
 * The cases that the arguments name.
 *
 * @throws UsageFailure where they name them twice, or none.
 */
export function readSelection(grep: string | undefined, [id]: string[]): Selection {
  if (id !== undefined && grep !== undefined) {
    throw new UsageFailure("Give a case id or --grep, not both.");
  }
  if (grep === "") throw new UsageFailure("An empty --grep matches nothing.");
  return { grep: id ?? grep };
}
