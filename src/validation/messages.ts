import type { Schema } from "./schema.js";

/** What a schema asks for, in a few words. */
export function expected(schema: Schema): string {
  if (typeof schema === "string") return schema;
  if (schema.const !== undefined) return quoted([schema.const]);
  if (schema.enum) return `one of ${quoted(schema.enum)}`;
  if (schema.anyOf) return schema.anyOf.map(expected).join(" or ");
  return [schema.type ?? "object"].flat().join(" or ");
}

export function quoted(values: unknown[]): string {
  return values
    .map((value) => `\`${typeof value === "object" ? JSON.stringify(value) : value}\``)
    .join(", ");
}

export function unknownProperty(
  name: string,
  names: string[],
  pointer: string,
  variant: string,
): string {
  const key = pointer.split("/").pop();
  const owner = variant || (key ? `\`${key}\`` : "the input");
  return `\`${name}\` is not a property of ${owner}${suggestion(name, names) || "."} Allowed here: ${quoted(names) || "nothing"}`;
}

/** The name that was probably meant. */
export function suggestion(value: unknown, names: unknown[]): string {
  // Anything else is no misspelling, and may take for ever to compare or even to print.
  if (typeof value !== "string" || value.length > 100) return "";
  const wanted = simple(value);
  const [best] = names
    .map((name) => ({ name, distance: editDistance(wanted, simple(name)) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= wanted.length / 3 ? `; did you mean \`${best.name}\`?` : "";
}

function simple(value: unknown): string {
  return String(value)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
}

function editDistance(a: string, b: string): number {
  let row = [...b, ""].map((_, index) => index);
  for (const [i, left] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, right] of [...b].entries()) {
      next.push(Math.min(next[j]! + 1, row[j + 1]! + 1, row[j]! + (left === right ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
