import type { JsonObject } from "../engine/derive/schema.js";

/** What servers read out of a form: `a[b]=c` → `{ a: { b: "c" } }`. */
export function fieldsOf(form: string): unknown {
  const all: JsonObject = {};
  for (const [field, text] of new URLSearchParams(form)) {
    const names = field.replaceAll("]", "").split("[");
    const last = names.pop()!;
    const holder = names.reduce((inner, name) => (inner[name] ??= {}) as JsonObject, all);
    holder[last] = text;
  }
  return all;
}
