import { get } from "../../../scripts/lib/document/index.js";
import { isObject } from "../derive/schema.js";

/** What a body says in JSON; `undefined` when it is none. */
export function readJson(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
}

/** A copy with another value at a pointer whose parent is there. */
export function put(json: unknown, pointer: string, value: unknown): unknown {
  if (pointer === "") return value;
  const copy = structuredClone(json);
  const cut = pointer.lastIndexOf("/");
  const parent = get(copy, pointer.slice(0, cut));
  if (isObject(parent)) parent[pointer.slice(cut + 1)] = value;
  return copy;
}
