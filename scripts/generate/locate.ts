import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { placeOf } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import { Unsupported } from "./unsupported.js";

const file = "openapi/openapi.yaml";

/**
 * Does something with the document.
 *
 * @throws Failure with file, line and column instead of an `Unsupported`.
 */
export async function locate<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error;
    const { pointer, message } = error;
    const place = placeOf(file, await readFile(join(root, file), "utf8"), pointer);
    throw new Failure(`${place}: ${message}\n  at ${pointer || "the document"}`);
  }
}
