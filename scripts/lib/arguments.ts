import { parseArgs, type ParseArgsConfig } from "node:util";
import { Failure } from "./failure.js";

/**
 * `parseArgs` of Node, whose complaints are followed by the usage.
 *
 * @throws Failure for arguments that the configuration does not know.
 */
export function parseArguments<T extends ParseArgsConfig>(
  config: T,
  usage: string,
): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
}
