import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  append,
  isObject,
  type JsonObject,
  ownVersions,
  parseJsonOrYaml,
  readOpenApiFile,
  readText,
  placeOf,
} from "./document/index.js";
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
  await expectSettings(root);
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

/** Without them, Redocly would call the document invalid. */
async function expectSettings(root: string): Promise<void> {
  const name = "redocly.yaml";
  const settings = parseJsonOrYaml(await readText(join(root, name), name), name);
  const { apis } = Object(settings) as { apis?: { models?: unknown } };
  if (apis?.models !== undefined) return;
  throw new Failure(`${name} names no api \`models\`. Restore it: git checkout ${name}`);
}

/**
 * Reads `openapi/openapi.yaml`, whose references into other files stay as they are.
 *
 * @throws Failure, in one sentence, for what Redocly would hang on or complain of in hundreds of lines.
 */
export async function readSource(root: string): Promise<JsonObject> {
  const name = "openapi/openapi.yaml";
  const source = await readOpenApiFile(join(root, name), name, { versions: ownVersions });
  const pointer = inheritedName(source, "");
  if (pointer === undefined) return source;
  const place = placeOf(name, await readFile(join(root, name), "utf8"), pointer);
  throw new Failure(
    `${place}: ${pointer} has a name that every JavaScript object has, so that Redocly, Prism and Ajv take it for there where it is not. Give it another name.`,
  );
}

const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Where the first member stands that is named like one of `Object.prototype`. */
function inheritedName(value: unknown, pointer: string): string | undefined {
  if (!isObject(value) && !Array.isArray(value)) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const place = append(pointer, name);
    const found = inherited.has(name) ? place : inheritedName(member, place);
    if (found !== undefined) return found;
  }
  return undefined;
}
