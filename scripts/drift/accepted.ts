import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { Failure } from "../lib/failure.js";

/** A difference that somebody has looked at and meant. */
export interface Accepted {
  /** Where it stands in our document, as `npm run drift` prints it. */
  pointer: string;
  /** What differs, as `npm run drift` prints it. */
  change: string;
  reason: string;
  /** Where the entry stands: `openapi/accepted-drift.yaml:12`. */
  at: string;
}

/**
 * Reads the list of deliberate differences: a list of reasons, each with the differences that it
 * stands for.
 *
 * @param file What to call the text in messages.
 * @throws Failure that names the line of the first mistake and says what belongs there.
 */
export function parseAccepted(text: string, file: string): Accepted[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error) throw new Failure(`${at(error.pos[0])}: ${error.message}`);
  const reader: Reader = {
    at: (node) => at(node.range![0]),
    fail: (node, message) => {
      throw new Failure(`${at(node.range![0])}: ${message}`);
    },
  };
  if (document.contents === null) return [];
  const entries = readList(document.contents, "the file", reader).flatMap((group) => {
    const { reason, accepts } = readMap(group, ["reason", "accepts"], reader);
    return readList(accepts!, "`accepts`", reader).map((entry) => {
      const { pointer, change } = readMap(entry, ["pointer", "change"], reader);
      return {
        pointer: readPointer(pointer!, reader),
        change: readText(change!, "change", reader),
        reason: readText(reason!, "reason", reader),
        at: reader.at(entry),
      };
    });
  });
  refuseRepetition(entries);
  return entries;
}

interface Reader {
  at(node: Node): string;
  fail(node: Node, message: string): never;
}

function readList(node: Node, what: string, { fail }: Reader): Node[] {
  if (!isSeq(node) || node.items.length === 0) fail(node, `${what} must be a list of entries.`);
  return (node as { items: Node[] }).items;
}

/** The values of exactly these keys. */
function readMap(node: Node, keys: string[], { fail }: Reader): Record<string, Node> {
  const wanted = `an entry has ${keys.map((key) => `\`${key}\``).join(" and ")}`;
  if (!isMap(node)) return fail(node, `${wanted}; this is none.`);
  const found: Record<string, Node> = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : "";
    if (!keys.includes(name)) fail(key as Node, `${wanted}, not ${JSON.stringify(name)}.`);
    found[name] = (value ?? key) as Node;
  }
  const missing = keys.find((key) => !found[key]);
  if (missing) fail(node, `${wanted}; \`${missing}\` is missing.`);
  return found;
}

function readText(node: Node, key: string, { fail }: Reader): string {
  if (isScalar(node) && typeof node.value === "string" && node.value.trim() !== "") {
    return node.value.trim();
  }
  return fail(node, `\`${key}\` must be a text that is not empty.`);
}

function readPointer(node: Node, reader: Reader): string {
  if (isScalar(node) && node.value === null) {
    reader.fail(node, "`pointer` is empty. It begins with #, so it needs quotes.");
  }
  const pointer = readText(node, "pointer", reader);
  if (/^#(\/|$)/.test(pointer)) return pointer;
  return reader.fail(
    node,
    `\`pointer\` must begin with "#/", in quotes, not ${JSON.stringify(pointer)}.`,
  );
}

function refuseRepetition(entries: Accepted[]): void {
  const known = new Map<string, string>();
  for (const { pointer, change, at } of entries) {
    const key = JSON.stringify([pointer, change]);
    const before = known.get(key);
    if (before) throw new Failure(`${at}: this is accepted already, at ${before}.`);
    known.set(key, at);
  }
}
