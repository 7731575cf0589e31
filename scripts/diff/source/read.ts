import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import {
  type JsonObject,
  listExternal,
  ownVersions,
  parseOpenApi,
  type ParseOptions,
  readOpenApiFile,
  showLines,
  showSource,
} from "../../lib/document/index.js";
import { Failure } from "../../lib/failure.js";
import { runRedocly } from "../../lib/redocly.js";
import { withTemporaryFolder } from "../../lib/temporary-folder.js";
import { download } from "./download.js";
import { findCommit, listReleaseTags, refuseShallow, withSpecAt } from "./git.js";

/** A document and what to call it in reports. */
export interface Source {
  name: string;
  document: JsonObject;
}

const spec = "openapi/openapi.yaml";

/**
 * Our own document, in the working tree.
 *
 * @throws Failure when it cannot be read or is not OpenAPI 3.1.
 */
export async function readSpec(root: string): Promise<Source> {
  const options = { versions: ownVersions };
  return { name: spec, document: await readDocumentFile(join(root, spec), spec, options) };
}

/**
 * Reads what an argument names: a URL, a file or a git revision.
 *
 * @throws Failure when it is none of them, cannot be read, or is no OpenAPI document.
 */
export async function readSource(root: string, source: string, from = root): Promise<Source> {
  const name = showSource(source);
  if (/^https?:\/\//i.test(source)) {
    return { name, document: parseOpenApi(await download(source), name) };
  }
  const file = resolve(from, source);
  if (await isFile(file)) return { name, document: await readDocumentFile(file, name) };
  return readRevision(root, source);
}

/** The last release, else the last commit. */
export async function readLastState(root: string): Promise<Source> {
  const [tag] = await listReleaseTags(root);
  if (tag !== undefined) return readRevision(root, tag);
  await refuseShallow(root);
  if (await findCommit(root, "HEAD")) return readRevision(root, "HEAD");
  throw new Failure(
    "There is no release tag and no commit to compare with. Name a file, a URL or a git revision.",
  );
}

async function readRevision(root: string, revision: string): Promise<Source> {
  const name = showSource(revision);
  if (!(await findCommit(root, revision))) {
    throw new Failure(`${name} is neither a file, nor a URL, nor a git revision.`);
  }
  const document = await withSpecAt(root, revision, (folder) =>
    readDocumentFile(join(folder, spec), `${name}:${spec}`),
  );
  return { name, document };
}

/** Parses a file and, where it refers to other files, bundles it. */
async function readDocumentFile(
  file: string,
  name: string,
  options?: ParseOptions,
): Promise<JsonObject> {
  const document = await readOpenApiFile(file, name, options);
  return listExternal(document).length > 0 ? bundle(file, name) : document;
}

async function bundle(file: string, name: string): Promise<JsonObject> {
  return withTemporaryFolder("diff", async (scratch) => {
    const bundled = join(scratch, "bundled.json");
    const run = await runRedocly(scratch, ["bundle", file, "--output", bundled]);
    if (run.exitCode !== 0)
      throw new Failure(`${name} cannot be bundled: ${showLines(sayWhy(run.output, scratch))}`);
    return await readOpenApiFile(bundled, name);
  });
}

/** What Redocly found, a line each, without its pictures of the source. */
function sayWhy(output: string, folder: string): string {
  const problems = [...output.matchAll(/^\[\d+\] (.+:\d+:\d+) at .*\n\n(.+)$/gm)];
  return problems.map(([, at, what]) => `${resolve(folder, at!)}: ${what}`).join("\n") || output;
}

export async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
