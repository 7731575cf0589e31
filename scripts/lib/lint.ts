import { join } from "node:path";
import { type JsonObject, ownVersions, readOpenApiFile } from "./document/index.js";
import { Failure } from "./failure.js";
import { runRedocly } from "./redocly.js";

/**
 * Holds the document that `redocly.yaml` names to its rules.
 *
 * @returns what Redocly said.
 * @throws Failure with Redocly's own message, file and line included, on any error or warning.
 */
export async function lint(root: string, signal?: AbortSignal): Promise<string> {
  await readSource(root);
  return lintSource(root, signal);
}

/** As `lint`, for a document that `readSource` has not refused. */
export async function lintSource(root: string, signal?: AbortSignal): Promise<string> {
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
 * Reads `openapi/openapi.yaml`, whose references into other files stay as they are.
 *
 * @throws Failure, in one sentence, for what Redocly would hang on or complain of in hundreds of lines.
 */
export function readSource(root: string): Promise<JsonObject> {
  const name = "openapi/openapi.yaml";
  return readOpenApiFile(join(root, name), name, { versions: ownVersions });
}
