import { type Context, exampleValues, viewOf } from "./context.js";
import { append } from "./pointer.js";
import { allowedTypes, isObject, type JsonObject, type JsonType, type Located } from "./schema.js";

/** A valid value, the rule that it exercises, and what is special about it. */
export interface Sample {
  label: string;
  value: unknown;
  pointer: string;
}

/**
 * Values that are valid at a place and differ in kind: every enum member, both booleans, numbers at
 * 0, negative, fractional and large, arrays empty and not, boundaries. Properties and items are not
 * varied here: they are places of their own.
 */
export function samples(context: Context, located: Located, path: readonly string[]): Sample[] {
  const candidates = [...ownSamples(context, located, path)];
  const seen = new Set<string>();
  return candidates.filter(({ value }) => {
    const key = JSON.stringify(value);
    if (seen.has(key) || !context.validators.interpret(located, value)) return false;
    seen.add(key);
    return true;
  });
}

function* ownSamples(
  context: Context,
  located: Located,
  path: readonly string[],
): Generator<Sample> {
  const { parts, unions } = viewOf(context, located);
  const types = allowedTypes(context.document, located);
  const literal = parts.some(({ schema }) => "const" in schema || Array.isArray(schema.enum));
  for (const { schema, pointer } of parts) {
    if ("const" in schema) {
      yield { label: show(schema.const), value: schema.const, pointer: append(pointer, "const") };
    }
    if (Array.isArray(schema.enum)) {
      for (const [index, value] of schema.enum.entries()) {
        yield { label: show(value), value, pointer: append(pointer, "enum", index) };
      }
    }
  }
  for (const union of unions) {
    for (const { located: option } of union.options) {
      if (!allowedTypes(context.document, option).has("object")) {
        yield* samples(context, option, path);
        // An open alternative beside an enumerated one: a value that only the open one takes.
        const value = "some-other-value";
        const pointer = keywordPointer(context, option, "type") ?? option.pointer;
        if (context.validators.interpret(option, value)) {
          yield { label: "a value not listed", value, pointer };
        }
      }
    }
  }
  if (!literal && unions.length === 0) {
    for (const type of types) yield* samplesOfType(context, located, path, type);
    yield* boundaries(context, located, path);
  }
  for (const { schema, pointer } of parts) {
    if ("default" in schema) {
      yield {
        label: `default: ${show(schema.default)}`,
        value: schema.default,
        pointer: append(pointer, "default"),
      };
    }
  }
}

function* samplesOfType(
  context: Context,
  located: Located,
  path: readonly string[],
  type: JsonType,
): Generator<Sample> {
  const pointer = keywordPointer(context, located, "type") ?? located.pointer;
  const values = {
    null: [{ label: "null", value: null }],
    boolean: [
      { label: "true", value: true },
      { label: "false", value: false },
    ],
    number: [
      { label: "1", value: 1 },
      { label: "zero: 0", value: 0 },
      { label: "negative: -1", value: -1 },
      { label: "fractional: 0.5", value: 0.5 },
      { label: "large: 1000000000", value: 1_000_000_000 },
    ],
    string: strings(context, path),
    array: [{ label: "empty array", value: [] }, ...arrays(context, located, path)],
    object: [],
  } satisfies Record<JsonType, { label: string; value: unknown }[]>;
  for (const sample of values[type]) yield { ...sample, pointer };
}

/** A string from the examples, else from the schema's own annotations, else a plain one. */
function strings(context: Context, path: readonly string[]) {
  return [...new Set([...exampleValues(context, path), "text"])]
    .filter((value) => typeof value === "string")
    .slice(0, 1)
    .map((value) => ({ label: "text", value }));
}

function arrays(context: Context, located: Located, path: readonly string[]) {
  const { items } = viewOf(context, located);
  const item = items ? typical(context, items, [...path, "*"]) : "text";
  const least = Number(rule(context, located, "minItems")?.value ?? 1);
  return [
    { label: "one item", value: [item] },
    { label: "two items", value: [item, item] },
    { label: `${least} items`, value: Array.from({ length: Math.min(least, 100) }, () => item) },
  ];
}

/** The value right at each limit. */
function* boundaries(
  context: Context,
  located: Located,
  path: readonly string[],
): Generator<Sample> {
  for (const { schema, pointer } of viewOf(context, located).parts) {
    for (const keyword of ["minimum", "maximum", "multipleOf"]) {
      if (typeof schema[keyword] === "number") {
        const value = schema[keyword];
        yield { label: `${keyword}: ${value}`, value, pointer: append(pointer, keyword) };
      }
    }
    for (const [keyword, step] of [
      ["exclusiveMinimum", 1],
      ["exclusiveMaximum", -1],
    ] as const) {
      if (typeof schema[keyword] === "number") {
        const value = schema[keyword] + step;
        yield { label: `within ${keyword}: ${value}`, value, pointer: append(pointer, keyword) };
      }
    }
    const text = String(exampleValues(context, path).find((v) => typeof v === "string") ?? "text");
    for (const keyword of ["minLength", "maxLength"]) {
      if (typeof schema[keyword] === "number") {
        const value = fit(text, schema[keyword]);
        yield {
          label: `${keyword}: ${schema[keyword]}`,
          value,
          pointer: append(pointer, keyword),
        };
      }
    }
    if (typeof schema.format === "string") {
      const value = formats[schema.format];
      if (value) {
        yield { label: schema.format, value, pointer: append(pointer, "format") };
      }
    }
  }
}

/** A text cut or repeated to a length. */
export function fit(text: string, length: number): string {
  return text.repeat(Math.ceil(length / Math.max(1, text.length))).slice(0, length);
}

const formats: Record<string, string> = {
  "date-time": "2026-03-02T09:15:04Z",
  date: "2026-03-02",
  time: "09:15:04Z",
  duration: "PT30S",
  email: "someone@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  uri: "https://example.com/",
  "uri-reference": "/somewhere",
  uuid: "3f9c1f86-7d0a-4d0b-9a55-6f0c6d8f2b11",
};

/** The value that fills a place which the case is not about: small and natural. */
export function typical(context: Context, located: Located, path: readonly string[]): unknown {
  if (allowedTypes(context.document, located).has("object")) return minimal(context, located, path);
  const annotated = viewOf(context, located).parts.flatMap(({ schema }) => [
    ...(Array.isArray(schema.examples) ? schema.examples : []),
    ...("example" in schema ? [schema.example] : []),
  ]);
  const all = samples(context, located, path);
  const natural = [...annotated, ...exampleValues(context, path)].find(
    (value) => typeof value === "string" && context.validators.interpret(located, value),
  );
  if (natural !== undefined && all.some(({ value }) => typeof value === "string")) return natural;
  const found = all.find(({ value }) => !Array.isArray(value) || value.length > 0) ?? all[0];
  if (found) return found.value;
  context.gap({
    pointer: located.pointer,
    reason: "No valid value could be made for this schema; give it an example.",
  });
  return null;
}

/** The smallest valid object: required properties only. */
export function minimal(context: Context, located: Located, path: readonly string[]): unknown {
  return filled(context, located, path, "required");
}

/** Every property at once. */
export function maximal(context: Context, located: Located, path: readonly string[]): unknown {
  return filled(context, located, path, "all");
}

const filling = new Set<string>();

function filled(
  context: Context,
  located: Located,
  path: readonly string[],
  which: "required" | "all",
): unknown {
  if (!allowedTypes(context.document, located).has("object"))
    return typical(context, located, path);
  const { properties, required, unions, additional } = viewOf(context, located);
  const option = unions[0]?.options[0]?.located;
  let value: JsonObject = {};
  if (option) {
    const part = filled(context, option, path, which);
    if (!isObject(part)) return part;
    value = part;
  }
  // A schema that refers back to itself ends here.
  const depth = which === "all" && filling.has(located.pointer) ? "required" : which;
  const entered = depth === "all";
  if (entered) filling.add(located.pointer);
  for (const [name, property] of properties) {
    if (depth === "required" && !required.has(name)) continue;
    value[name] ??= filled(context, property, [...path, name], which);
  }
  if (entered) filling.delete(located.pointer);
  for (const name of required.keys()) {
    value[name] ??= additional ? typical(context, additional, [...path, name]) : "text";
  }
  return complete(context, located, value, path);
}

/**
 * Adds what the schema asks for because of what is there already: where an `if` holds, its `then`.
 * `pinned` names a property that is under test and stays as it is.
 */
export function complete(
  context: Context,
  located: Located,
  value: JsonObject,
  path: readonly string[],
  pinned?: string,
): JsonObject {
  const { conditions, properties, parts } = viewOf(context, located);
  const result = { ...value };
  for (const condition of conditions) {
    const holds = context.validators.interpret(condition.if, result);
    const consequence = holds ? condition.then : condition.else;
    if (!consequence) continue;
    const asked = viewOf(context, consequence);
    for (const name of new Set([...asked.required.keys(), ...asked.properties.keys()])) {
      if (name === pinned || (!(name in result) && !asked.required.has(name))) continue;
      const narrowed = asked.properties.get(name);
      const own = properties.get(name);
      if (name in result && (!narrowed || context.validators.interpret(narrowed, result[name]))) {
        continue;
      }
      const place = [...path, name];
      const candidates = [
        ...(narrowed ? [typical(context, narrowed, place)] : []),
        ...(own ? samples(context, own, place).map((sample) => sample.value) : []),
        ...(own ? [typical(context, own, place)] : []),
      ];
      const found = candidates.findIndex(
        (candidate) =>
          (!own || context.validators.interpret(own, candidate)) &&
          (!narrowed || context.validators.interpret(narrowed, candidate)),
      );
      if (found >= 0) result[name] = candidates[found];
    }
  }
  for (const part of parts) {
    for (const [trigger, names] of Object.entries(
      (part.schema.dependentRequired as Record<string, string[]> | undefined) ?? {},
    )) {
      if (!(trigger in result)) continue;
      for (const name of names) {
        const own = properties.get(name);
        if (name !== pinned && !(name in result) && own) {
          result[name] = typical(context, own, [...path, name]);
        }
      }
    }
  }
  return result;
}

/** The first value of a keyword among the parts of a schema. */
export function rule(context: Context, located: Located, keyword: string) {
  for (const { schema, pointer } of viewOf(context, located).parts) {
    if (keyword in schema) return { value: schema[keyword], pointer: append(pointer, keyword) };
  }
  return undefined;
}

export function keywordPointer(
  context: Context,
  located: Located,
  keyword: string,
): string | undefined {
  return rule(context, located, keyword)?.pointer;
}

export function show(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
