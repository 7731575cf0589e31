import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { bundle, inlineReferences } from "./bundle.js";
import { listExternal, type OpenApiDocument } from "./document/index.js";
import { Failure } from "./failure.js";
import { readSource } from "./lint.js";

const bundled = "generated/openapi.json";

/**
 * The bundled document of `openapi/` as it is now, whatever stands in `generated/`.
 *
 * @throws Failure when it is missing or invalid.
 */
export async function readCurrentDocument(root: string): Promise<OpenApiDocument> {
  return currentDocument(root, await readGenerated(root));
}

async function currentDocument(
  root: string,
  generated: OpenApiDocument | undefined,
): Promise<OpenApiDocument> {
  const source = (await readSource(root)) as unknown as OpenApiDocument;
  const isOneFile = listExternal(source).length === 0;
  // What was generated of it has been found valid.
  if (isOneFile && isDeepStrictEqual(inlineReferences(source), generated)) return generated!;
  return (await bundle(root)).document;
}

/**
 * Lets nobody work with yesterday's code.
 *
 * @throws Failure when `generated/` was not made of `openapi/` as it is now.
 */
export async function expectFresh(root: string): Promise<void> {
  const generated = await readGenerated(root);
  if (isDeepStrictEqual(await currentDocument(root, generated), generated)) return;
  throw new Failure(`${bundled} is not what openapi/openapi.yaml gives now. Run: npm run generate`);
}

/** Undefined where there is none, or none that can be read. */
async function readGenerated(root: string): Promise<OpenApiDocument | undefined> {
  try {
    return JSON.parse(await readFile(join(root, bundled), "utf8"));
  } catch {
    return undefined;
  }
}
