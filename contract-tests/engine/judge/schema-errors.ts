import type { ErrorObject } from "ajv";
import { append, get, type OpenApiDocument, target } from "../../../scripts/lib/document/index.js";
import { isObject } from "../derive/schema.js";

/** One way in which a body is not as documented. */
export interface SchemaError {
  /** Pointer into the document to the rule that is broken. */
  pointer: string;
  /** Where in the body. */
  instancePath: string;
  expected: string;
  actual: unknown;
  /** What identifies the error apart from where in a list it came up. */
  detail: string;
}

/** Where each object of a document stands in it. */
export function indexObjects(root: unknown): WeakMap<object, string> {
  const pointers = new WeakMap<object, string>();
  const visit = (node: unknown, pointer: string) => {
    if (typeof node !== "object" || node === null) return;
    pointers.set(node, pointer);
    for (const [key, value] of Object.entries(node)) visit(value, append(pointer, key));
  };
  visit(root, "#");
  return pointers;
}

/** Ajv's errors, without those that only say that others exist. */
export function readErrors(
  document: OpenApiDocument,
  pointers: WeakMap<object, string>,
  errors: ErrorObject[],
  value: unknown,
): SchemaError[] {
  const unions = errors.filter(({ keyword }) => ["oneOf", "anyOf"].includes(keyword));
  const failed = new Set(unions.map(({ instancePath }) => instancePath));
  const kept = errors.filter(({ keyword, instancePath }) => {
    // What a failed union does not evaluate is no news beside why it failed.
    if (keyword === "unevaluatedProperties") return !failed.has(instancePath);
    return !["if", "oneOf", "anyOf"].includes(keyword);
  });
  return (kept.length > 0 ? kept : errors).map((error) =>
    readError(document, pointers, error, value),
  );
}

function readError(
  document: OpenApiDocument,
  pointers: WeakMap<object, string>,
  error: ErrorObject,
  value: unknown,
): SchemaError {
  const { keyword, params, instancePath } = error;
  const schema = pointers.get(error.parentSchema as object) ?? "#";
  const rule = append(schema, keyword);
  const actual = get(value, instancePath);
  const at = { instancePath, actual, detail: "" };
  if (keyword === "unevaluatedProperties" || keyword === "additionalProperties") {
    const name = String(params.unevaluatedProperty ?? params.additionalProperty);
    return {
      pointer: append(target(document, schema), "properties"),
      instancePath: append(instancePath, name),
      expected: `no property "${name}": it is not documented`,
      actual: isObject(actual) ? actual[name] : actual,
      detail: name,
    };
  }
  if (keyword === "required") {
    const name = String(params.missingProperty);
    return {
      ...at,
      pointer: rule,
      instancePath: append(instancePath, name),
      expected: `the property "${name}"`,
      actual: undefined,
      detail: name,
    };
  }
  if (keyword === "enum") {
    const expected = `one of ${(params.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(", ")}`;
    return { ...at, pointer: rule, expected, detail: JSON.stringify(actual) };
  }
  if (keyword === "const") {
    return { ...at, pointer: rule, expected: JSON.stringify(params.allowedValue) };
  }
  if (keyword === "type") {
    return { ...at, pointer: rule, expected: [params.type].flat().join(" or ") };
  }
  return { ...at, pointer: rule, expected: error.message ?? keyword };
}
