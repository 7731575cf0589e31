import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { isAbsolute, join, resolve } from "node:path";
import { Failure } from "../../lib/failure.js";
import { parseOpenApi } from "../../lib/document/parse.js";
import { runRedocly } from "../../lib/redocly.js";
import { isObject, type JsonObject } from "../../lib/document/node.js";
import { download, showUrl } from "./download.js";
import { findCommit, listReleaseTags, withSpecAt } from "./git.js";

/** A document and what to call it in reports. */
export interface Source {
  name: string;
  document: JsonObject;
}

const spec = join("openapi", "openapi.yaml");

/** The document in the working tree. */
export async function readSpec(root: string): Promise<Source> {
  return {
    name: "openapi/openapi.yaml",
    document: await readDocumentFile(join(root, spec), "openapi/openapi.yaml"),
  };
}

/** Reads what `<old>` names: a URL, a file or a git revision; without it, the last release. */
export async function readOld(root: string, old: string | undefined): Promise<Source> {
  if (old === undefined) return readRevision(root, await findLastState(root));
  return (await readNamed(root, old)) ?? readRevision(root, old);
}

/**
 * Reads a document that is no revision of ours: a URL or a file.
 *
 * @throws Failure when it is neither, cannot be read, or is no OpenAPI document.
 */
export async function readDocumentAt(root: string, source: string): Promise<Source> {
  const read = await readNamed(root, source);
  if (!read) throw new Failure(`${source} is neither a file nor an http(s) URL.`);
  return read;
}

async function readNamed(root: string, source: string): Promise<Source | undefined> {
  if (/^https?:\/\//i.test(source)) return readUrl(source);
  return (await isFile(resolve(root, source))) ? readFileSource(root, source) : undefined;
}

/** The last release, else the last commit. */
async function findLastState(root: string): Promise<string> {
  const [tag] = await listReleaseTags(root);
  if (tag !== undefined) return tag;
  if (await findCommit(root, "HEAD")) return "HEAD";
  throw new Failure(
    "There is no release tag and no commit to compare with. Name a file, a URL or a git revision.",
  );
}

export async function readUrl(url: string): Promise<Source> {
  const text = await download(url);
  const name = showUrl(url);
  return { name, document: parseOpenApi(text, name) };
}

export async function readFileSource(root: string, file: string): Promise<Source> {
  return {
    name: file,
    document: await readDocumentFile(isAbsolute(file) ? file : join(root, file), file),
  };
}

async function readRevision(root: string, revision: string): Promise<Source> {
  if (!(await findCommit(root, revision))) {
    throw new Failure(`${revision} is neither a file, nor a URL, nor a git revision.`);
  }
  const document = await withSpecAt(root, revision, (folder) =>
    readDocumentFile(join(folder, spec), `${revision}:openapi/openapi.yaml`),
  );
  return { name: revision, document };
}

/** Parses a file and, where it refers to other files, bundles it. */
async function readDocumentFile(file: string, name: string): Promise<JsonObject> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new Failure(`${name} cannot be read: ${(error as Error).message}`);
  }
  const document = parseOpenApi(text, name);
  return refersElsewhere(document) ? bundle(file, name) : document;
}

function refersElsewhere(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(refersElsewhere);
  if (!isObject(value)) return false;
  if (typeof value.$ref === "string" && !value.$ref.startsWith("#")) return true;
  return Object.values(value).some(refersElsewhere);
}

async function bundle(file: string, name: string): Promise<JsonObject> {
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-diff-"));
  try {
    const output = join(scratch, "bundled.json");
    const { exitCode, output: said } = await runRedocly(scratch, [
      "bundle",
      file,
      "--output",
      output,
    ]);
    if (exitCode !== 0) throw new Failure(`${name} cannot be bundled:\n${said}`);
    return parseOpenApi(await readFile(output, "utf8"), name);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
