import { parseArguments } from "../../scripts/lib/arguments.js";
import { Failure } from "../../scripts/lib/failure.js";
import type { Selection } from "../engine/run/select.js";

const sources = ["derived", "stacks"];

/**
 * The arguments of `npm run contract:mutants`.
 *
 * @throws Failure, with the usage, for anything else.
 */
export function readArguments(
  args: string[],
  usage: string,
): Selection & { list: boolean; help: boolean; source: string | undefined } {
  const options = {
    list: { type: "boolean", default: false },
    grep: { type: "string" },
    source: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const { values } = parseArguments({ args, options }, usage);
  if (values.grep === "") throw new Failure(`An empty --grep matches nothing.\n\n${usage}`);
  const { source } = values;
  if (source !== undefined && !sources.includes(source)) {
    throw new Failure(`--source is one of ${sources.join(", ")}, not "${source}".\n\n${usage}`);
  }
  return { ...values, source };
}
