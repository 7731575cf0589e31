import { parseArguments } from "../../scripts/lib/arguments.js";
import { Failure } from "../../scripts/lib/failure.js";
import type { Selection } from "../engine/run/select.js";

/**
 * The arguments of `npm run contract:mutants`.
 *
 * @throws Failure, with the usage, for anything else.
 */
export function readArguments(
  args: string[],
  usage: string,
): Selection & { list: boolean; help: boolean } {
  const options = {
    list: { type: "boolean", default: false },
    grep: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  } as const;
  const { values } = parseArguments({ args, options }, usage);
  if (values.grep === "") throw new Failure(`An empty --grep matches nothing.\n\n${usage}`);
  return values;
}
