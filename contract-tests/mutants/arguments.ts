import { parseArgs } from "node:util";
import { Failure } from "../../scripts/lib/failure.js";
import type { Selection } from "../run/select.js";

/**
 * The arguments of `npm run contract:mutants`.
 *
 * @throws Failure, with the usage, for anything else.
 */
export function readArguments(
  args: string[],
  usage: string,
): Selection & { list: boolean; help: boolean } {
  try {
    const { values } = parseArgs({
      args,
      options: {
        list: { type: "boolean", default: false },
        grep: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.grep === "") throw new Error("An empty --grep matches nothing.");
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
}
