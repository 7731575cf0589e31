import { join } from "node:path";
import { ownVersions, readOpenApiFile } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import { runRedocly } from "../lib/redocly.js";

/**
 * Holds the document that `redocly.yaml` names to its rules.
 *
 * @returns what Redocly said.
 * @throws Failure with Redocly's own message, file and line included, on any error or warning.
 */
export async function lint(root: string, signal?: AbortSignal): Promise<string> {
  await refuseSource(root);
  const { exitCode, output } = await runRedocly(
    root,
    ["lint", "models", "--format=codeframe"],
    signal,
  );
  if (exitCode !== 0 || /You have \d+ warning/.test(output)) {
    throw new Failure(`${output}\n\nopenapi/openapi.yaml is invalid (see above).`);
  }
  return output;
}

/**
 * Refuses what Redocly would hang on, or complain of in hundreds of lines.
 *
 * @throws Failure of the reader, in one sentence.
 */
export async function refuseSource(root: string): Promise<void> {
  const name = "openapi/openapi.yaml";
  await readOpenApiFile(join(root, name), name, { versions: ownVersions });
}
