import { expected, quoted, suggestion, unknownProperty } from "./messages.js";
import type { Rules, Schema, ValidationIssue } from "./schema.js";

/** Where a check stands, and where it notes what is wrong. */
interface Report {
  issues: ValidationIssue[];
  pointer: string;
  /** The branch that a discriminator chose, such as "provider `openai`". */
  variant: string;
}

/**
 * Whether a value is valid, or all that is wrong with it if there is a report. Nearly every value
 * is valid, and a check without a report costs a fraction: it builds no text and stops early.
 */
type Check = (schema: Schema, value: unknown, report?: Report) => boolean;

/** Everything that is wrong with a JSON value; nothing when it is valid. */
export function validate(schema: Schema, value: unknown): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (!check(schema, value)) check(schema, value, { issues, pointer: "", variant: "" });
  return issues;
}

const check: Check = (schema, value, report) => {
  const kind = kindOf(value);
  if (typeof schema === "string") {
    return isA(schema, kind, value) || fail(report, () => `must be ${schema}, not ${kind}`);
  }
  let valid = true;
  for (const keyword in schema) {
    const rule = rules[keyword];
    if (!rule || rule(schema, value, report)) continue;
    // Of a value of another type, the other rules would say nothing that helps.
    if (!report || keyword === "type") return false;
    valid = false;
  }
  return valid;
};

/** What each keyword asks for. A rule for one type lets values of the others pass. */
const rules: Record<string, (schema: Rules, value: unknown, report?: Report) => boolean> = {
  ref: ({ ref }, value, report) => check(ref!() as Schema, value, report),

  type(schema, value, report) {
    const kind = kindOf(value);
    const types = schema.type!;
    return (
      (typeof types === "string"
        ? isA(types, kind, value)
        : types.some((type) => isA(type, kind, value))) ||
      fail(report, () => `must be ${expected(schema)}, not ${kind}`)
    );
  },

  const: (schema, value, report) =>
    isSame(schema.const, value) || fail(report, () => `must be ${expected(schema)}`),

  enum: (schema, value, report) =>
    schema.enum!.some((allowed) => isSame(allowed, value)) ||
    fail(report, () => `must be ${expected(schema)}${suggestion(value, schema.enum!)}`),

  required: (schema, value, report) =>
    !isObject(value) ||
    every(schema.required!, report, (name) => {
      if (Object.hasOwn(value, name)) return true;
      const property = own(schema.properties, name);
      const needed = property === undefined ? "" : `: ${expected(property)}`;
      return fail(report, () => `is required${needed}`, name);
    }),

  properties: ({ properties }, value, report) =>
    !isObject(value) ||
    every(Object.keys(properties!), report, (name) => {
      return (
        !Object.hasOwn(value, name) || check(properties![name]!, value[name], at(report, name))
      );
    }),

  patternProperties: ({ patternProperties }, value, report) =>
    !isObject(value) ||
    every(Object.entries(patternProperties!), report, ([pattern, schema]) =>
      every(Object.keys(value), report, (name) => {
        return !matches(pattern, name) || check(schema, value[name], at(report, name));
      }),
    ),

  additionalProperties(schema, value, report) {
    if (!isObject(value)) return true;
    const { properties, patternProperties = {}, additionalProperties } = schema;
    return every(Object.keys(value), report, (name) => {
      if (own(properties, name) !== undefined) return true;
      if (Object.keys(patternProperties).some((pattern) => matches(pattern, name))) return true;
      return checkRest(additionalProperties!, schema, value, name, report);
    });
  },

  unevaluatedProperties(schema, value, report) {
    if (!isObject(value)) return true;
    const known = new Set(evaluatedBy({ ...schema, unevaluatedProperties: undefined }, value));
    return every(Object.keys(value), report, (name) => {
      return (
        known.has(name) || checkRest(schema.unevaluatedProperties!, schema, value, name, report)
      );
    });
  },

  propertyNames: ({ propertyNames }, value, report) =>
    !isObject(value) ||
    every(Object.keys(value), report, (name) => check(propertyNames!, name, at(report, name))),

  dependentRequired: ({ dependentRequired }, value, report) =>
    !isObject(value) ||
    every(Object.entries(dependentRequired!), report, ([name, needed]) => {
      return (
        !Object.hasOwn(value, name) ||
        every(needed, report, (other) => {
          if (Object.hasOwn(value, other)) return true;
          return fail(report, () => `is required, because of ${quoted([name])}`, other);
        })
      );
    }),

  items: ({ items, prefixItems = [] }, value, report) =>
    !Array.isArray(value) ||
    every(value.slice(prefixItems.length), report, (item, index) => {
      return check(items!, item, at(report, index + prefixItems.length));
    }),

  prefixItems: ({ prefixItems }, value, report) =>
    !Array.isArray(value) ||
    every(prefixItems!.slice(0, value.length), report, (item, index) => {
      return check(item, value[index], at(report, index));
    }),

  allOf: ({ allOf }, value, report) => every(allOf!, report, (part) => check(part, value, report)),

  anyOf: ({ anyOf }, value, report) =>
    anyOf!.some((branch) => check(branch, value)) || failAll(anyOf!, value, report),

  oneOf({ oneOf }, value, report) {
    const count = oneOf!.filter((branch) => check(branch, value)).length;
    if (count === 0) return failAll(oneOf!, value, report);
    return (
      count === 1 ||
      fail(report, () => "must be exactly one of its alternatives, but is several at once")
    );
  },

  variants({ variants }, value, report) {
    if (!isObject(value)) return true;
    const { by, of, open } = variants!;
    const tag = own(value, by);
    const branch = typeof tag === "string" ? own(of, tag) : undefined;
    if (branch !== undefined) {
      return check(branch, value, report && { ...report, variant: `${by} \`${tag}\`` });
    }
    if (open && typeof tag === "string") return true;
    const tags = Object.keys(of);
    const needed = `one of ${quoted(tags)}`;
    return fail(
      report,
      () =>
        tag === undefined ? `is required: ${needed}` : `must be ${needed}${suggestion(tag, tags)}`,
      by,
    );
  },

  not: ({ not }, value, report) =>
    !check(not!, value) || fail(report, () => "is of a kind that is excluded"),

  if(schema, value, report) {
    const branch = check(schema.if!, value) ? schema.then : schema.else;
    if (branch === undefined) return true;
    const before = report?.issues.length ?? 0;
    const valid = check(branch, value, report);
    const { properties = {} } = schema.if as Rules;
    for (const issue of report?.issues.slice(before) ?? []) {
      issue.message += `, because of ${quoted(Object.keys(properties))}`;
    }
    return valid;
  },

  minProperties: atLeast("minProperties", "properties", sizeOfObject),
  maxProperties: atMost("maxProperties", "properties", sizeOfObject),
  minItems: atLeast("minItems", "items", sizeOfArray),
  maxItems: atMost("maxItems", "items", sizeOfArray),
  minLength: atLeast("minLength", "characters", sizeOfText),
  maxLength: atMost("maxLength", "characters", sizeOfText),

  uniqueItems: ({ uniqueItems }, value, report) =>
    !uniqueItems ||
    !Array.isArray(value) ||
    new Set(value.map(canonical)).size === value.length ||
    fail(report, () => "must not have the same item twice"),

  pattern: ({ pattern }, value, report) =>
    typeof value !== "string" ||
    matches(pattern!, value) ||
    fail(report, () => `must match ${pattern}`),

  minimum: numeric("minimum", "at least", (value, limit) => value >= limit),
  maximum: numeric("maximum", "at most", (value, limit) => value <= limit),
  exclusiveMinimum: numeric("exclusiveMinimum", "more than", (value, limit) => value > limit),
  exclusiveMaximum: numeric("exclusiveMaximum", "less than", (value, limit) => value < limit),
  multipleOf: numeric("multipleOf", "a multiple of", (value, unit) =>
    Number.isInteger(value / unit),
  ),
};

type SizeKeyword =
  "minProperties" | "maxProperties" | "minItems" | "maxItems" | "minLength" | "maxLength";

function atLeast(keyword: SizeKeyword, what: string, sizeOf: (value: unknown) => number) {
  return (schema: Rules, value: unknown, report?: Report): boolean =>
    !(sizeOf(value) < schema[keyword]!) ||
    fail(report, () => `must have at least ${schema[keyword]} ${what}`);
}

function atMost(keyword: SizeKeyword, what: string, sizeOf: (value: unknown) => number) {
  return (schema: Rules, value: unknown, report?: Report): boolean =>
    !(sizeOf(value) > schema[keyword]!) ||
    fail(report, () => `must have at most ${schema[keyword]} ${what}`);
}

function numeric(
  keyword: "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf",
  words: string,
  holds: (value: number, limit: number) => boolean,
) {
  return (schema: Rules, value: unknown, report?: Report): boolean =>
    typeof value !== "number" ||
    holds(value, schema[keyword]!) ||
    fail(report, () => `must be ${words} ${schema[keyword]}`);
}

// NaN for a value of another type: no comparison with it holds.
function sizeOfObject(value: unknown): number {
  return isObject(value) ? Object.keys(value).length : Number.NaN;
}

function sizeOfArray(value: unknown): number {
  return Array.isArray(value) ? value.length : Number.NaN;
}

function sizeOfText(value: unknown): number {
  return typeof value === "string" ? [...value].length : Number.NaN;
}

/** The properties that a schema describes in this object, for `unevaluatedProperties`. */
function evaluatedBy(schema: Schema, value: Record<string, unknown>): string[] {
  if (typeof schema === "string") return [];
  const names = Object.keys(value);
  const { patternProperties = {}, variants, anyOf = [], oneOf = [], allOf = [] } = schema;
  if (schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined) {
    return names;
  }
  const tag = variants && String(value[variants.by]);
  const parts = [
    schema.ref?.() as Schema | undefined,
    variants && own(variants.of, tag!),
    schema.if,
    schema.if && (check(schema.if, value) ? schema.then : schema.else),
  ].concat(anyOf, oneOf, allOf);
  return names
    .filter((name) => own(schema.properties, name) !== undefined)
    .concat(
      Object.keys(patternProperties).flatMap((each) => names.filter((name) => matches(each, name))),
      parts.flatMap((part) => {
        return part !== undefined && check(part, value) ? evaluatedBy(part, value) : [];
      }),
    );
}

function checkRest(
  rest: Schema | boolean,
  schema: Rules,
  value: Record<string, unknown>,
  name: string,
  report?: Report,
): boolean {
  if (typeof rest !== "boolean") return check(rest, value[name], at(report, name));
  return fail(
    report,
    () =>
      unknownProperty(name, Object.keys(schema.properties ?? {}), report!.pointer, report!.variant),
    name,
  );
}

/** Says what is wrong when no alternative fits. */
function failAll(branches: Schema[], value: unknown, report?: Report): false {
  if (!report) return false;
  // The one that was meant is the one that complains only about what is inside.
  const meant = branches
    .map((branch) => {
      const issues: ValidationIssue[] = [];
      check(branch, value, { ...report, issues });
      return issues;
    })
    .find((issues) => issues.every(({ pointer }) => pointer !== report.pointer));
  if (meant) report.issues.push(...meant);
  else fail(report, () => `must be ${branches.map(expected).join(" or ")}, not ${kindOf(value)}`);
  return false;
}

/** Whether all hold. With a report, each is tried, so that all that is wrong is said. */
function every<T>(
  items: readonly T[],
  report: Report | undefined,
  holds: (item: T, index: number) => boolean,
): boolean {
  let valid = true;
  for (let index = 0; index < items.length; index++) {
    if (holds(items[index]!, index)) continue;
    if (!report) return false;
    valid = false;
  }
  return valid;
}

function fail(report: Report | undefined, message: () => string, name?: string): false {
  const place = name === undefined ? report : at(report, name);
  place?.issues.push({ pointer: place.pointer, message: message() });
  return false;
}

function at(report: Report | undefined, name: string | number): Report | undefined {
  if (!report) return undefined;
  const token = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
  return { ...report, pointer: `${report.pointer}/${token}` };
}

function isA(type: string, kind: string, value: unknown): boolean {
  return type === kind || (type === "integer" && Number.isInteger(value));
}

function kindOf(value: unknown): string {
  if (typeof value !== "object") return typeof value;
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // A part of a form that is sent as it is. Not `instanceof`: Node loads `Blob` when it is first named.
  return typeof (value as Blob).arrayBuffer === "function" ? "file" : "object";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === "object";
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && canonical(one) === canonical(other));
}

/** JSON in which the order of properties does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isObject(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}

function own<T>(object: Record<string, T> | undefined, name: string): T | undefined {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}
