import { typical } from "./build.js";
import { type Context, exampleValues, keywordPointer, rule, viewOf } from "./context.js";
import { limitValues } from "./limits.js";
import { append } from "../../../scripts/lib/document/index.js";
import { allowedTypes, type JsonType, jsonTypes, type Located, list } from "./schema.js";

/** A value, the rule that it exercises, and what is special about it. */
export interface Sample {
  label: string;
  value: unknown;
  pointer: string;
}

/**
 * Values that are valid at a place and differ in kind: every enum member, both booleans, numbers at
 * 0, negative, fractional and large, arrays empty and not, limits, the default. Properties and items
 * are not varied here: they are places of their own.
 */
export function samples(context: Context, located: Located, path: readonly string[]): Sample[] {
  const seen = new Set<string>();
  return [...candidates(context, located, path)].filter(({ value }) => {
    const key = JSON.stringify(value);
    if (seen.has(key) || !context.validators.interpret(located, value)) return false;
    seen.add(key);
    return true;
  });
}

function* candidates(
  context: Context,
  located: Located,
  path: readonly string[],
): Generator<Sample> {
  const { parts, unions } = viewOf(context, located);
  yield* literals(context, located);
  for (const { options } of unions) {
    for (const { located: option } of options) {
      if (allowedTypes(context.document, option).has("object")) continue;
      yield* samples(context, option, path);
      yield* unlisted(context, option);
    }
  }
  const listed = parts.some(({ schema }) => "const" in schema || "enum" in schema);
  if (!listed && unions.length === 0) {
    for (const type of likelyTypes(context, located)) {
      yield* ofType(context, located, path, type);
    }
    const item = itemOf(context, located, path);
    const text = textAt(context, located, path);
    for (const found of limitValues(context, located, "within", text, item)) {
      yield { ...found, label: `${found.keyword} ${found.limit}: ${show(found.value)}` };
    }
  }
  for (const { schema, pointer } of parts) {
    if (!("default" in schema)) continue;
    const label = `default: ${show(schema.default)}`;
    yield { label, value: schema.default, pointer: append(pointer, "default") };
  }
}

/** The types to make values of: a schema that names properties means objects, whatever it allows. */
function likelyTypes(context: Context, located: Located): Iterable<JsonType> {
  const types = allowedTypes(context.document, located);
  const { properties, required } = viewOf(context, located);
  const meansObjects = properties.size + required.size > 0 && types.size === jsonTypes.length;
  return meansObjects ? ["object"] : types;
}

function* literals(context: Context, located: Located): Generator<Sample> {
  for (const { schema, pointer } of viewOf(context, located).parts) {
    if ("const" in schema) {
      yield { label: show(schema.const), value: schema.const, pointer: append(pointer, "const") };
    }
    for (const [index, value] of list(schema.enum).entries()) {
      yield { label: show(value), value, pointer: append(pointer, "enum", index) };
    }
  }
}

/** For an open alternative beside an enumerated one: a value that only the open one takes. */
function* unlisted(context: Context, option: Located): Generator<Sample> {
  const value = "some-other-value";
  if (!context.validators.interpret(option, value)) return;
  const pointer = keywordPointer(context, option, "type") ?? option.pointer;
  yield { label: "a value not listed", value, pointer };
}

function* ofType(
  context: Context,
  located: Located,
  path: readonly string[],
  type: JsonType,
): Generator<Sample> {
  const pointer = keywordPointer(context, located, "type") ?? located.pointer;
  const values = {
    null: () => [["null", null]],
    boolean: () => [
      ["true", true],
      ["false", false],
    ],
    number: () => [
      ["1", 1],
      ["zero: 0", 0],
      ["negative: -1", -1],
      ["fractional: 0.5", 0.5],
      ["large: 1000000000", 1_000_000_000],
    ],
    string: () => [["text", textAt(context, located, path)]],
    array: () => [["empty array", []], ...arrays(context, located, path)],
    object: () => [],
  } satisfies Record<JsonType, () => unknown[][]>;
  for (const [label, value] of values[type]()) yield { label: label as string, value, pointer };
}

function arrays(context: Context, located: Located, path: readonly string[]): unknown[][] {
  const { items } = viewOf(context, located);
  const item = itemOf(context, located, path);
  if (item === undefined) return [];
  const found: unknown[][] = [
    ["one item", [item]],
    ["two items", [item, item]],
  ];
  if (items && rule(context, located, "uniqueItems")?.value === true) {
    const different = samples(context, items, [...path, "*"]).map(({ value }) => value);
    for (let length = 2; length <= different.length; length++) {
      found.push([`${length} different items`, different.slice(0, length)]);
    }
  }
  return found;
}

/** A typical item, where the place takes arrays; `undefined` inside of an item of the same schema. */
export function itemOf(context: Context, located: Located, path: readonly string[]): unknown {
  const { items } = viewOf(context, located);
  if (!items) return "text";
  const { itemsAbove } = context;
  if (itemsAbove.includes(items.pointer)) return undefined;
  itemsAbove.push(items.pointer);
  const item = typical(context, items, [...path, "*"]);
  itemsAbove.pop();
  return item;
}

/** A text that fits the place: from an example if there is one. */
export function textAt(context: Context, located: Located, path: readonly string[]): string {
  return (naturalText(context, located, path) as string | undefined) ?? "text";
}

/** A valid text from the schema's own annotations or the named examples. */
export function naturalText(
  context: Context,
  located: Located,
  path: readonly string[],
): string | undefined {
  const annotated = viewOf(context, located).parts.flatMap(({ schema }) => [
    ...list(schema.examples),
    schema.example,
    schema.default,
  ]);
  return [...annotated, ...exampleValues(context, path)].find(
    (value): value is string =>
      typeof value === "string" && context.validators.interpret(located, value),
  );
}

/** A value for a case's name. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
