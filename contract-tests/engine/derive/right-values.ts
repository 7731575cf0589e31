import { limitValues } from "./limits.js";
import type { Place } from "./place.js";
import { append } from "../../../scripts/lib/document/index.js";
import { isObject, type JsonObject, type JsonType, jsonTypes, list } from "./schema.js";

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
export function samples(place: Place): Sample[] {
  return place.once("samples", () => {
    const seen = new Set<string>();
    return [...candidates(place)].filter(({ value }) => {
      const key = JSON.stringify(value);
      if (seen.has(key) || !place.accepts(value)) return false;
      seen.add(key);
      return true;
    });
  });
}

/** The value that fills a place which the case is not about: small and natural. */
export function typical(place: Place): unknown {
  if (place.takes("object")) return minimal(place);
  const natural = naturalText(place);
  if (natural !== undefined) return natural;
  const values = samples(place).map(({ value }) => value);
  const found = values.findIndex((value) => !Array.isArray(value) || value.length > 0);
  if (values.length > 0) return values[Math.max(0, found)];
  const [example] = examplesAt(place);
  if (example !== undefined) return example;
  place.gap("No valid value could be made for this schema: give it an example.");
  return null;
}

/** The smallest valid value: of an object, the required properties only. */
export function minimal(place: Place): unknown {
  return place.once("minimal", () => fill(place, "required"));
}

/** What an object needs beside a union, whose options the caller chooses from. */
export function minimalBeside(place: Place, union: string): unknown {
  return fill(place, "required", { properties: 0 }, union);
}

/** Every property at once, all the way down. */
export function maximal(place: Place): unknown {
  return place.once("maximal", () => fill(place, "all"));
}

/** After so many properties, or so deep, only those that are required: schemas that refer to each other would make
 * a value of millions. */
const mostProperties = 200;
const mostDepth = 24;

function fill(
  place: Place,
  which: "required" | "all",
  filled = { properties: 0 },
  except?: string,
): unknown {
  if (!place.takes("object")) return typical(place);
  if (place.repeats > 1) {
    place.gap("No valid value could be made for this schema: each needs another one inside of it.");
    return null;
  }
  // A schema that refers back to itself has to end somewhere.
  const ends = place.repeats > 0 || place.depth > mostDepth || filled.properties > mostProperties;
  const wanted = ends ? "required" : which;
  let value: JsonObject = {};
  for (const { options, pointer } of place.unions) {
    if (pointer === except) continue;
    const option = options.find(({ repeats }) => repeats === 0) ?? options[0];
    const part = option && fill(option, wanted, filled);
    if (!isObject(part)) return part;
    value = { ...value, ...part };
  }
  for (const [name, property] of place.properties) {
    if (Object.hasOwn(value, name) || (wanted === "required" && !place.view.required.has(name)))
      continue;
    filled.properties++;
    value[name] = fill(property, wanted, filled);
  }
  const least = Number(place.rule("minProperties")?.value ?? 0);
  for (const [name, property] of place.properties) {
    if (Object.keys(value).length >= least) break;
    if (!Object.hasOwn(value, name)) value[name] = typical(property);
  }
  for (const name of place.view.required.keys()) {
    if (Object.hasOwn(value, name)) continue;
    const additional = place.additional(name);
    value[name] = additional ? typical(additional) : "text";
  }
  const completed = complete(place, value);
  if (except !== undefined || place.accepts(completed)) return completed;
  return examplesAt(place)[0] ?? completed;
}

/**
 * Adds to an object what its schema asks for because of what is there already: where an `if` holds,
 * its `then`; where it does not, its `else`; and the properties that others depend on.
 *
 * @param pinned a property that is under test and stays as it is.
 */
export function complete(place: Place, value: JsonObject, pinned?: string): JsonObject {
  const result = { ...value };
  for (const condition of place.view.conditions) {
    const holds = place.under(condition.if).accepts(result);
    const asked = holds ? condition.consequence : condition.alternative;
    if (asked) satisfy(place, place.under(asked), result, pinned);
  }
  for (const { schema } of place.view.parts) {
    const dependencies = (schema.dependentRequired ?? {}) as Record<string, string[]>;
    for (const [trigger, names] of Object.entries(dependencies)) {
      if (!Object.hasOwn(result, trigger)) continue;
      for (const name of names) {
        const property = place.properties.get(name);
        if (name !== pinned && !Object.hasOwn(result, name) && property)
          result[name] = typical(property);
      }
    }
  }
  return result;
}

/** Changes the properties of which `asked` says more than the object's own schema. */
function satisfy(place: Place, asked: Place, result: JsonObject, pinned: string | undefined): void {
  const { required, properties } = asked.view;
  for (const name of new Set([...required.keys(), ...properties.keys()])) {
    if (name === pinned || (!Object.hasOwn(result, name) && !required.has(name))) continue;
    const both = [asked.properties.get(name), place.properties.get(name)].filter(
      (property) => property !== undefined,
    );
    const fits = (value: unknown) => both.every((property) => property.accepts(value));
    if (Object.hasOwn(result, name) && fits(result[name])) continue;
    const values = both.flatMap((property) => [
      ...samples(property).map(({ value }) => value),
      typical(property),
    ]);
    const found = values.findIndex(fits);
    if (found >= 0) result[name] = values[found];
  }
}

function* candidates(place: Place): Generator<Sample> {
  const { parts, unions } = place.view;
  yield* literals(place);
  for (const option of place.unions.flatMap(({ options }) => options)) {
    if (option.takes("object") || option.repeats > 0) continue;
    yield* samples(option);
    yield* unlisted(option);
  }
  const listed = parts.some(({ schema }) => "const" in schema || "enum" in schema);
  if (!listed && unions.length === 0) {
    for (const type of likelyTypes(place)) yield* ofType(place, type);
    for (const found of limitValues(place, "within", textAt(place), itemOf(place))) {
      yield { ...found, label: `${found.keyword} ${found.limit}: ${show(found.value)}` };
    }
  }
  for (const { schema, pointer } of parts) {
    if (!("default" in schema)) continue;
    const label = `default: ${show(schema.default)}`;
    yield { label, value: schema.default, pointer: append(pointer, "default") };
  }
}

function* literals({ view }: Place): Generator<Sample> {
  for (const { schema, pointer } of view.parts) {
    if ("const" in schema) {
      yield { label: show(schema.const), value: schema.const, pointer: append(pointer, "const") };
    }
    for (const [index, value] of list(schema.enum).entries()) {
      yield { label: show(value), value, pointer: append(pointer, "enum", index) };
    }
  }
}

/** For an open alternative beside an enumerated one: a value that only the open one takes. */
function* unlisted(option: Place): Generator<Sample> {
  const value = "some-other-value";
  if (!option.accepts(value)) return;
  yield {
    label: "a value not listed",
    value,
    pointer: option.rule("type")?.pointer ?? option.pointer,
  };
}

/** The types to make values of: a schema that names properties means objects, whatever it allows. */
function likelyTypes({ types, view }: Place): Iterable<JsonType> {
  const meansObjects = view.properties.size + view.required.size > 0;
  return meansObjects && types.size === jsonTypes.length ? ["object"] : types;
}

function* ofType(place: Place, type: JsonType): Generator<Sample> {
  const pointer = place.rule("type")?.pointer ?? place.pointer;
  for (const [label, value] of valuesOfType[type](place)) yield { label, value, pointer };
}

const valuesOfType: Record<JsonType, (place: Place) => [string, unknown][]> = {
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
  string: (place) => [["text", textAt(place)]],
  array: (place) => [["empty array", []], ...arrays(place)],
  object: () => [],
};

function arrays(place: Place): [string, unknown][] {
  const item = itemOf(place);
  if (item === undefined) return [];
  const found: [string, unknown][] = [
    ["one item", [item]],
    ["two items", [item, item]],
  ];
  if (place.items && place.rule("uniqueItems")?.value === true) {
    const different = samples(place.items).map(({ value }) => value);
    for (let length = 2; length <= different.length; length++) {
      found.push([`${length} different items`, different.slice(0, length)]);
    }
  }
  return found;
}

/** A typical item; `undefined` inside of an item of the same schema, so that it ends somewhere. */
export function itemOf({ items }: Place): unknown {
  if (!items) return "text";
  return items.repeats > 0 ? undefined : typical(items);
}

/** A text that fits the place: from an example if there is one. */
export function textAt(place: Place): string {
  return naturalText(place) ?? "text";
}

function naturalText(place: Place): string | undefined {
  return examplesAt(place).find((value) => typeof value === "string");
}

/** What the schema's own annotations and the named examples show here, if it is valid. */
function examplesAt(place: Place): unknown[] {
  return place.once("examples", () => {
    const annotated = place.view.parts.flatMap(({ schema }) => [
      ...list(schema.examples),
      schema.example,
      schema.default,
    ]);
    const shown = [...annotated, ...place.examples].filter((value) => value !== undefined);
    return shown.filter((value) => place.accepts(value));
  });
}

/** A value for a case's name. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
