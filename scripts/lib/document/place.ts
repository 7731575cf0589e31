import { LineCounter, parseDocument } from "yaml";
import { tokensOf } from "./pointer.js";

/**
 * Where a pointer leads in the YAML text of a file, with line and column: to the key, or to its nearest
 * ancestor that is there.
 */
export function placeOf(file: string, text: string, pointer: string): string {
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
