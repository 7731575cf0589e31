import { Failure } from "../lib/failure.js";
import { runProgram } from "../lib/run-program.js";

/** Tells which versions of a package are published; none for one that the registry does not know. */
export type Registry = (name: string) => Promise<string[]>;

/**
 * Asks the registry that npm is set up for.
 *
 * @throws Failure when it cannot be asked.
 */
export const askNpm: Registry = async (name) => {
  const args = ["view", name, "versions", "--json", "--loglevel=silent"];
  const { exitCode, output } = await runProgram("npm", args, { cwd: process.cwd() });
  if (/\bE404\b/.test(output)) return [];
  if (exitCode !== 0) throw new Failure(`The registry could not be asked for ${name}:\n${output}`);
  return [JSON.parse(output) as string | string[]].flat();
};
