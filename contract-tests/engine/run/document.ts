import { access } from "node:fs/promises";
import { join } from "node:path";
import { type OpenApiDocument, readOpenApiFile } from "../../../scripts/lib/document/index.js";
import { Failure } from "../../../scripts/lib/failure.js";

/** The bundled document of the project in `root`. */
export async function readDocument(root: string): Promise<OpenApiDocument> {
  const name = "generated/openapi.json";
  const file = join(root, name);
  await access(file).catch(() => {
    throw new Failure(`There is no ${name} here. Write it with: npm run generate`);
  });
  try {
    return (await readOpenApiFile(file, name)) as unknown as OpenApiDocument;
  } catch (error) {
    throw new Failure(`${(error as Error).message} Write it anew with: npm run generate`);
  }
}
