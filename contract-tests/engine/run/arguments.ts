import { parseArguments } from "../../../scripts/lib/arguments.js";
import { Failure } from "../../../scripts/lib/failure.js";
import type { Selection } from "./select.js";

export interface Arguments extends Selection {
  list: boolean;
  strict: boolean;
  help: boolean;
}

/**
 * The arguments of a run; an id stands by itself or after `--grep`.
 *
 * @throws Failure, with the usage, for anything else.
 */
export function readArguments(args: string[], usage: string): Arguments {
  const options = {
    list: { type: "boolean", default: false },
    strict: { type: "boolean", default: false },
    grep: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const { values, positionals } = parseArguments({ args, allowPositionals: true, options }, usage);
  if (positionals.length > 1) {
    throw new Failure(
      `One case id at a time, and in quotes: "${positionals.join(" ")}"?\n\n${usage}`,
    );
  }
  const [id] = positionals;
  if (id !== undefined && values.grep !== undefined) {
    throw new Failure(`Give a case id or --grep, not both.\n\n${usage}`);
  }
  const grep = id ?? values.grep;
  if (grep === "") throw new Failure(`An empty id or --grep matches nothing.\n\n${usage}`);
  return { ...values, grep };
}
