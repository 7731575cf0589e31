import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../../scripts/lib/failure.js";
import type { OpenApiDocument } from "../../../scripts/lib/openapi.js";

/** The bundled document of the project in `root`. */
export async function readDocument(root: string): Promise<OpenApiDocument> {
  const name = "generated/openapi.json";
  let text: string;
  try {
    text = await readFile(join(root, name), "utf8");
  } catch {
    throw new Failure(`There is no ${name} here. Write it with: npm run generate`);
  }
  try {
    return JSON.parse(text) as OpenApiDocument;
  } catch (error) {
    throw new Failure(
      `${name} is not JSON: ${(error as Error).message}. Write it anew with: npm run generate`,
    );
  }
}
