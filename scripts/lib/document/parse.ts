import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { parseDocument } from "yaml";
import { Failure, troubleWith } from "../failure.js";
import { isObject, type JsonObject } from "./node.js";
import { append } from "./pointer.js";
import { showLines, showText } from "./show.js";

/** Bytes of a document. The largest public ones have about 12 MB. */
export const maxBytes = 32 * 1024 * 1024;
const maxDepth = 200;

/** The OpenAPI versions that our own document may have; those of others may be any 3.x. */
export const ownVersions = /^3\.1\.\d/;

export interface ParseOptions {
  /** The versions that the caller can read. Default: every OpenAPI 3. */
  versions?: RegExp;
}

/**
 * Reads a file of an OpenAPI document.
 *
 * @param name What to call the file in messages.
 * @throws Failure when it cannot be read or `parseOpenApi` refuses it.
 */
export async function readOpenApiFile(
  file: string,
  name: string,
  options?: ParseOptions,
): Promise<JsonObject> {
  const document = parseOpenApi(await readText(file, name), name, options);
  await readFragments(document, file, new Set([file]));
  return document;
}

/** Refuses, like the file itself, every YAML or JSON file that it refers to. */
async function readFragments(value: unknown, file: string, known: Set<string>): Promise<void> {
  for (const reference of listExternal(value)) {
    const [path] = reference.split("#") as [string];
    const fragment = resolve(dirname(file), path);
    if (known.has(fragment) || !/^(?![a-z]+:).*\.(ya?ml|json)$/i.test(path)) continue;
    known.add(fragment);
    const text = await readText(fragment, path);
    await readFragments(parseJsonOrYaml(text, showText(path)), fragment, known);
  }
}

/** Every `$ref` that leads out of its file. */
export function listExternal(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(listExternal);
  if (!isObject(value)) return [];
  const { $ref } = value;
  const own = typeof $ref === "string" && !$ref.startsWith("#") ? [$ref] : [];
  return own.concat(Object.values(value).flatMap(listExternal));
}

/** The text of a file that is neither binary nor huge. */
export async function readText(file: string, name: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes) throw new Failure(tooLarge(name));
    return decodeText(await readFile(file), name);
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(`${showText(name)} cannot be read: ${showText(troubleWith(error))}`);
  }
}

export const tooLarge = (name: string, limit = maxBytes) =>
  `${showText(name)} is larger than ${limit} bytes, which no OpenAPI document is.`;

/**
 * The text of bytes from anywhere; a byte order mark is dropped.
 *
 * @throws Failure for what is no UTF-8 text, without printing any of it.
 */
export function decodeText(bytes: Uint8Array, name: string): string {
  if (bytes.length > maxBytes) throw new Failure(tooLarge(name));
  if (bytes.includes(0)) {
    throw new Failure(`${showText(name)} is binary or UTF-16, not a UTF-8 text.`);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure(`${showText(name)} is not valid UTF-8. Save it as UTF-8.`);
  }
}

/**
 * Reads an OpenAPI 3 document from JSON or YAML text.
 *
 * @param title What to call the text in messages.
 * @throws Failure that says what the text is instead.
 */
export function parseOpenApi(
  text: string,
  title: string,
  { versions = /^3\.[0-2]\.\d/ }: ParseOptions = {},
): JsonObject {
  const name = showText(title);
  const content = text.replace(/^\ufeff/, "");
  if (content.trim() === "") throw new Failure(`${name} is empty.`);
  if (/^\s*</.test(content)) throw new Failure(`${name} is HTML or XML, not an OpenAPI document.`);
  const value = parseJsonOrYaml(content, name);
  if (!isObject(value)) throw new Failure(`${name} is not an OpenAPI document: no object.`);
  if (value.swagger !== undefined) {
    throw new Failure(
      `${name} is Swagger ${showText(String(value.swagger))}. Convert it to OpenAPI 3 first.`,
    );
  }
  if (!/^3\.[0-2]\.\d/.test(String(value.openapi))) {
    throw new Failure(
      `${name} is not an OpenAPI 3 document: \`openapi\` is ${show(value.openapi) ?? "missing"}.`,
    );
  }
  if (!versions.test(String(value.openapi))) {
    throw new Failure(
      `${name} is OpenAPI ${show(value.openapi)}; this project is generated from OpenAPI 3.1. Write \`openapi: 3.1.0\` and convert its schemas (\`nullable\` becomes the type "null").`,
    );
  }
  if (!isObject(value.paths) && !isObject(value.webhooks) && !isObject(value.components)) {
    throw new Failure(`${name} has no \`paths\`.`);
  }
  if (value.paths !== undefined && !isObject(value.paths)) {
    throw new Failure(`${name}: \`paths\` is no object.`);
  }
  resolveAnchors(value);
  return value.paths === undefined ? { ...value, paths: {} } : value;
}

const show = (value: unknown) =>
  value === undefined ? undefined : showText(JSON.stringify(value).slice(0, 40));

/**
 * A value of JSON or YAML text. Refuses duplicate keys, nesting without end and aliases that
 * multiply, so that whatever comes out is as small as the text.
 *
 * @throws Failure with the line of the mistake.
 */
export function parseJsonOrYaml(text: string, name: string): unknown {
  refuseDepth(text, name);
  const value = parseJson(text) ?? parseYaml(text, name);
  refuseMultiplied(value, text, name);
  return value;
}

/** The value of a JSON text; `undefined` for any other, and for one with a key twice. */
function parseJson(text: string): unknown {
  if (!/^\s*[{[]/.test(text)) return undefined;
  let kept = 0;
  try {
    const value: unknown = JSON.parse(text, (_, part: unknown) => {
      if (isObject(part)) kept += Object.keys(part).length;
      return part;
    });
    let written = 0;
    for (const [, colon] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)) if (colon) written += 1;
    return kept === written ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseYaml(text: string, name: string): unknown {
  try {
    const document = parseDocument(text, { prettyErrors: true });
    const [error] = document.errors;
    if (error?.code === "MULTIPLE_DOCS") {
      throw new Failure(`${name} holds several YAML documents; a line \`---\` begins the second.`);
    }
    if (error) {
      const message = showLines(error.message.trim()).slice(0, 1000);
      throw new Failure(`${name} is neither JSON nor YAML: ${message}`);
    }
    // `refuseMultiplied` counts what its aliases make.
    return document.toJS({ maxAliasCount: -1 }) as unknown;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (error instanceof RangeError) throw new Failure(tooDeep(name));
    throw new Failure(`${name} cannot be read: ${showText((error as Error).message)}`);
  }
}

const tooDeep = (name: string) => `${name} is nested more than ${maxDepth} levels deep.`;

/** Brackets are counted before parsing, because a parser may end the process on too many. */
function refuseDepth(text: string, name: string): void {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 34 && text.charCodeAt(index - 1) !== 92) quoted = !quoted;
    else if (code === 10) quoted = false;
    else if (!quoted && (code === 91 || code === 123)) depth += 1;
    else if (!quoted && (code === 93 || code === 125)) depth = Math.max(0, depth - 1);
    if (depth > 10 * maxDepth) throw new Failure(tooDeep(name));
  }
}

/** Refuses aliases that make the document much larger than its text, or that contain themselves. */
function refuseMultiplied(value: unknown, text: string, name: string): void {
  const limit = 10_000 + text.length;
  let count = 0;
  const visit = (part: unknown, depth: number): void => {
    count += 1;
    if (count > limit) throw new Failure(`${name}: its aliases (\`*name\`) multiply without end.`);
    if (depth > maxDepth) throw new Failure(tooDeep(name));
    if (typeof part !== "object" || part === null) return;
    for (const member of Object.values(part)) visit(member, depth + 1);
  };
  visit(value, 0);
}

/** Puts a pointer in place of every `$ref` that names an anchor, such as `#name`. */
function resolveAnchors(document: JsonObject): void {
  const anchors = new Map<string, string>();
  const references: { $ref: string }[] = [];
  const visit = (value: unknown, pointer: string): void => {
    if (typeof value !== "object" || value === null) return;
    const { $anchor, $ref } = value as { $anchor?: unknown; $ref?: unknown };
    if (typeof $anchor === "string") anchors.set(`#${$anchor}`, pointer);
    if (typeof $ref === "string" && /^#[^/]/.test($ref)) references.push(value as { $ref: string });
    for (const [key, member] of Object.entries(value)) visit(member, append(pointer, key));
  };
  visit(document, "#");
  for (const reference of references)
    reference.$ref = anchors.get(reference.$ref) ?? reference.$ref;
}
