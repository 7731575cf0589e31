import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { tokensOf } from "../lib/document/index.js";
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
    const place = placeOf(await readFile(join(root, file), "utf8"), pointer);
    throw new Failure(`${place}: ${message}\n  at ${pointer || "the document"}`);
  }
}

/** Where a pointer leads in the YAML text: to the key, or to its nearest ancestor that is there. */
function placeOf(text: string, pointer: string): string {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const path = tokensOf(pointer);
  for (let length = path.length; length > 0; length--) {
    const parent = document.getIn(path.slice(0, length - 1), true) as ParentNode | undefined;
    const key = parent?.items?.find((item) => String(item.key) === path[length - 1])?.key;
    const node =
      key ?? (document.getIn(path.slice(0, length), true) as { range?: number[] } | undefined);
    const offset = (node as { range?: number[] } | undefined)?.range?.[0];
    if (offset === undefined) continue;
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  }
  return file;
}

interface ParentNode {
  items?: { key?: { range?: number[]; toString(): string } }[];
}
