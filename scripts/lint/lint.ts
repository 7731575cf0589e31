import { Failure } from "../lib/failure.js";
import { runRedocly } from "../lib/redocly.js";

/**
 * Holds the document that `redocly.yaml` names to its rules.
 *
 * @returns what Redocly said.
 * @throws Failure with Redocly's own message, file and line included, on any error or warning.
 */
export async function lint(root: string): Promise<string> {
  const { exitCode, output } = await runRedocly(root, ["lint", "models", "--format=codeframe"]);
  if (exitCode !== 0 || /You have \d+ warning/.test(output)) {
    throw new Failure(`${output}\n\nopenapi/openapi.yaml is invalid (see above).`);
  }
  return output;
}
