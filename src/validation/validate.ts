import { expected, quoted, suggestion, unknownProperty } from "./messages.js";
import type { Rules, Schema, ValidationIssue } from "./schema.js";

/**
 * Where a check stands, and where it notes what is wrong. Nearly every value is valid, and a check
 * without a report costs a fraction: it stops at the first thing that is wrong.
 */
interface Report {
  issues: ValidationIssue[];
  pointer: string;
  /** The branch that a discriminator chose, such as "provider `openai`". */
  variant: string;
}

/** Everything that is wrong with a JSON value; nothing when it is valid. */
export function validate(schema: Schema, value: unknown): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  if (!check(schema, value)) check(schema, value, { issues, pointer: "", variant: "" });
  return issues;
}

function check(schema: Schema, value: unknown, report?: Report): boolean {
  const kind = kindOf(value);
  if (typeof schema === "string") {
    return isA(schema, kind, value) || fail(report, `must be ${schema}, not ${kind}`);
  }
  const ofKind = rulesByKind[kind];
  let valid = true;
  for (const keyword in schema) {
    const rule = rules[keyword] ?? ofKind?.[keyword];
    const said = rule === undefined || rule(value, schema, report);
    if (said === true) continue;
    if (said) fail(report, said);
    // Of a value of another type, the other rules would say nothing that helps.
    if (!report || keyword === "type") return false;
    valid = false;
  }
  return valid;
}

/**
 * What a keyword asks for.
 *
 * @returns true when it holds; else what is wrong, or false when that has been noted.
 */
type Rule<Value> = (value: Value, schema: Rules, report?: Report) => boolean | string;
type JsonObject = Record<string, unknown>;

const rules: Record<string, Rule<unknown>> = {
  ref: (value, { ref }, report) => check(ref!() as Schema, value, report),
  type(value, schema) {
    const kind = kindOf(value);
    const { type } = schema;
    const isOne =
      typeof type === "string"
        ? isA(type, kind, value)
        : type!.some((each) => isA(each, kind, value));
    return isOne || `must be ${expected(schema)}, not ${kind}`;
  },
  const: (value, schema) => isSame(schema.const, value) || `must be ${expected(schema)}`,
  enum: (value, schema, report) =>
    schema.enum!.some((allowed) => isSame(allowed, value)) ||
    `must be ${expected(schema)}${report ? suggestion(value, schema.enum!) : ""}`,
  allOf: (value, { allOf }, report) => every(allOf!, report, (part) => check(part, value, report)),
  anyOf: (value, { anyOf }, report) =>
    anyOf!.some((branch) => check(branch, value)) || noneOf(anyOf!, value, report),
  oneOf(value, { oneOf }, report) {
    const count = oneOf!.filter((branch) => check(branch, value)).length;
    if (count === 0) return noneOf(oneOf!, value, report);
    return count === 1 || "must be exactly one of its alternatives, but is several at once";
  },
  not: (value, { not }) =>
    !check(not!, value) || (isEmpty(not!) ? "must not be there" : "is of a kind that is excluded"),
  if(value, schema, report) {
    const branch = check(schema.if!, value) ? schema.then : schema.else;
    const before = report?.issues.length;
    if (branch === undefined || check(branch, value, report)) return true;
    const { properties = {} } = schema.if as Rules;
    for (const issue of report?.issues.slice(before) ?? []) {
      issue.message += `, because of ${quoted(Object.keys(properties))}`;
    }
    return false;
  },
};

const objectRules: Record<string, Rule<JsonObject>> = {
  required: (value, { required, properties }, report) =>
    every(required!, report, (name) => {
      return Object.hasOwn(value, name) || fail(report, requiredText(own(properties, name)), name);
    }),
  properties: (value, { properties }, report) =>
    every(Object.keys(properties!), report, (name) => {
      return !Object.hasOwn(value, name) || checkAt(properties![name]!, value, name, report);
    }),
  patternProperties: (value, { patternProperties }, report) =>
    every(Object.keys(value), report, (name) => {
      const patterns = Object.keys(patternProperties!).filter((each) => matches(each, name));
      return every(patterns, report, (each) =>
        checkAt(patternProperties![each]!, value, name, report),
      );
    }),
  additionalProperties: (value, schema, report) =>
    checkRest(value, schema, schema.additionalProperties!, described(schema), report),
  unevaluatedProperties: (value, schema, report) =>
    checkRest(value, schema, schema.unevaluatedProperties!, evaluated(value, schema), report),
  propertyNames: (value, { propertyNames }, report) =>
    every(Object.keys(value), report, (name) => check(propertyNames!, name, at(report, name))),
  dependentRequired: (value, { dependentRequired }, report) =>
    every(Object.keys(dependentRequired!), report, (cause) => {
      const needed = Object.hasOwn(value, cause) ? dependentRequired![cause]! : [];
      return every(needed, report, (name) => {
        return (
          Object.hasOwn(value, name) ||
          fail(report, `is required, because of ${quoted([cause])}`, name)
        );
      });
    }),
  variants(value, { variants }, report) {
    const { by, of, open } = variants!;
    const tag = own(value, by);
    const branch = typeof tag === "string" ? own(of, tag) : undefined;
    if (branch !== undefined) {
      return check(branch, value, report && { ...report, variant: `${by} \`${tag}\`` });
    }
    if (open && typeof tag === "string") return true;
    const tags = Object.keys(of);
    const needed = `one of ${quoted(tags)}${report ? suggestion(tag, tags) : ""}`;
    return fail(report, tag === undefined ? `is required: ${needed}` : `must be ${needed}`, by);
  },
  minProperties: (value, schema) =>
    atLeast(Object.keys(value), schema.minProperties!, "properties"),
  maxProperties: (value, schema) => atMost(Object.keys(value), schema.maxProperties!, "properties"),
};

const arrayRules: Record<string, Rule<unknown[]>> = {
  items: (value, { items, prefixItems = [] }, report) =>
    every(value, report, (_, index) => {
      return index < prefixItems.length || checkAt(items!, value, index, report);
    }),
  prefixItems: (value, { prefixItems }, report) =>
    every(value, report, (_, index) => {
      return index >= prefixItems!.length || checkAt(prefixItems![index]!, value, index, report);
    }),
  minItems: (value, schema) => atLeast(value, schema.minItems!, "items"),
  maxItems: (value, schema) => atMost(value, schema.maxItems!, "items"),
  uniqueItems: (value, { uniqueItems }) =>
    !uniqueItems ||
    new Set(value.map(canonical)).size === value.length ||
    "must not have the same item twice",
};

const stringRules: Record<string, Rule<string>> = {
  minLength: (value, schema) => atLeast([...value], schema.minLength!, "characters"),
  maxLength: (value, schema) => atMost([...value], schema.maxLength!, "characters"),
  pattern: (value, { pattern }) => matches(pattern!, value) || `must match ${pattern}`,
};

const numberRules: Record<string, Rule<number>> = {
  minimum: (value, schema) => value >= schema.minimum! || `must be at least ${schema.minimum}`,
  maximum: (value, schema) => value <= schema.maximum! || `must be at most ${schema.maximum}`,
  exclusiveMinimum: (value, { exclusiveMinimum: limit }) =>
    value > limit! || `must be more than ${limit}`,
  exclusiveMaximum: (value, { exclusiveMaximum: limit }) =>
    value < limit! || `must be less than ${limit}`,
  multipleOf: (value, { multipleOf: unit }) =>
    Number.isInteger(value / unit!) || `must be a multiple of ${unit}`,
};

const rulesByKind = {
  object: objectRules,
  array: arrayRules,
  string: stringRules,
  number: numberRules,
} as Record<string, Record<string, Rule<unknown>>>;

function requiredText(schema: Schema | undefined): string {
  return schema === undefined || isEmpty(schema)
    ? "is required"
    : `is required: ${expected(schema)}`;
}

/** Whether a schema takes anything. */
function isEmpty(schema: Schema): boolean {
  return Object.keys(schema).length === 0;
}

function atLeast({ length }: unknown[], limit: number, what: string): boolean | string {
  return length >= limit || `must have at least ${limit} ${what}`;
}

function atMost({ length }: unknown[], limit: number, what: string): boolean | string {
  return length <= limit || `must have at most ${limit} ${what}`;
}

/** Checks the properties that are not known. */
function checkRest(
  value: JsonObject,
  { properties = {} }: Rules,
  rest: Schema | boolean,
  known: (name: string) => boolean,
  report?: Report,
): boolean {
  return every(Object.keys(value), report, (name) => {
    if (known(name)) return true;
    if (typeof rest !== "boolean") return checkAt(rest, value, name, report);
    return (
      report !== undefined &&
      fail(
        report,
        unknownProperty(name, Object.keys(properties), report.pointer, report.variant),
        name,
      )
    );
  });
}

/** Tells the properties that a schema describes itself. */
function described({ properties, patternProperties = {} }: Rules) {
  return (name: string) =>
    own(properties, name) !== undefined ||
    Object.keys(patternProperties).some((pattern) => matches(pattern, name));
}

/** Tells the properties that a schema describes in this object, through all that applies to it. */
function evaluated(value: JsonObject, schema: Rules): (name: string) => boolean {
  const { variants, allOf = [], anyOf = [], oneOf = [] } = schema;
  const parts = [
    schema.ref?.() as Schema | undefined,
    variants && own(variants.of, String(value[variants.by])),
    schema.if,
    schema.if && (check(schema.if, value) ? schema.then : schema.else),
  ];
  const inner = parts.concat(allOf, anyOf, oneOf).flatMap((part) => {
    if (typeof part !== "object" || !check(part, value)) return [];
    const rest = part.additionalProperties ?? part.unevaluatedProperties;
    return rest === undefined ? evaluated(value, part) : () => true;
  });
  const isOwn = described(schema);
  return (name) => isOwn(name) || inner.some((known) => known(name));
}

/** Says what is wrong when no alternative fits. */
function noneOf(branches: Schema[], value: unknown, report?: Report): false | string {
  if (!report) return false;
  // The one that was meant complains only about what is inside, or is the only one for such a value.
  const complaints = branches.map((branch) => {
    const issues: ValidationIssue[] = [];
    check(branch, value, { ...report, issues });
    return issues;
  });
  const inside = complaints.find((issues) =>
    issues.every(({ pointer }) => pointer !== report.pointer),
  );
  const ofType = complaints.filter((_, index) => isForSuch(value, branches[index]!));
  const meant = inside ?? (ofType.length === 1 ? ofType[0] : undefined);
  if (!meant) return `must be ${branches.map(expected).join(" or ")}, not ${kindOf(value)}`;
  report.issues.push(...meant);
  return false;
}

/** Whether a schema has rules for values of this type, other than a list of them. */
function isForSuch(value: unknown, schema: Schema): boolean {
  if (typeof schema === "string" || schema.enum || schema.const !== undefined) return false;
  return schema.type !== undefined && rules.type!(value, schema) === true;
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

function checkAt<Key extends string | number>(
  schema: Schema,
  holder: Record<Key, unknown>,
  name: Key,
  report?: Report,
): boolean {
  return check(schema, holder[name], report && at(report, name));
}

function fail(report: Report | undefined, message: string, name?: string): false {
  const place = name === undefined ? report : at(report, name);
  place?.issues.push({ pointer: place.pointer, message });
  return false;
}

function at(report: Report | undefined, name: string | number): Report | undefined {
  const token = String(name).replaceAll("~", "~0").replaceAll("/", "~1");
  return report && { ...report, pointer: `${report.pointer}/${token}` };
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

function isSame(one: unknown, other: unknown): boolean {
  return one === other || (typeof one === "object" && canonical(one) === canonical(other));
}

/** JSON in which the order of properties does not matter. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    kindOf(inner) === "object" ? Object.fromEntries(Object.entries(inner as object).sort()) : inner,
  );
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, "u").test(text);
}

function own<T>(object: Record<string, T> | undefined, name: string): T | undefined {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}
