import {
  isObject,
  type JsonObject,
  members,
  type Node,
  pointerTo,
} from "../../lib/document/index.js";
import { isReadable, isSilent, limitKeywords, readKeywords } from "./keywords.js";

/** A keyword that is compared as a whole, as a schema that has nothing but it. */
export interface Rule {
  keyword: string;
  node: Node;
  /** Where the keyword stands. */
  pointer: string;
}

/** A list of schemas as one rule, with the discriminator that belongs to it. */
export function listRule(node: Node, keyword: "oneOf" | "anyOf" | "allOf"): Rule {
  const { [keyword]: list, discriminator } = members(node);
  const value = keyword === "allOf" ? { allOf: list } : { [keyword]: list, discriminator };
  return { keyword, node: { ...node, value }, pointer: pointerTo(node, keyword) };
}

/** Keywords that say nothing by themselves. */
const idle: Record<string, (value: unknown) => boolean> = {
  uniqueItems: (value) => value === false,
  unevaluatedItems: (value) => value === true,
  unevaluatedProperties: (value) => value === true,
  // Not anchored, so it is found in any text.
  pattern: (value) =>
    value === "" || value === ".*" || value === "^" || value === "^.*" || value === "$",
  not: (value) => value === false,
  propertyNames: acceptsAll,
  exclusiveMinimum: (value) => typeof value === "boolean",
  exclusiveMaximum: (value) => typeof value === "boolean",
};

/** Whether a schema says nothing. */
export function acceptsAll(schema: unknown): boolean {
  return schema === true || (isObject(schema) && Object.keys(schema).every(isSilent));
}

/** Where no other schema says more of an object, what is unevaluated is what is additional. */
export const looksNoFurther = (node: Node) =>
  ![
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "not",
    "if",
    "dependentSchemas",
    "$dynamicRef",
  ].some((key) => key in members(node));

/** Keywords that make one rule with others, or a rule for each of their entries. */
const rulesOf: Record<string, (part: unknown, value: JsonObject) => object[] | undefined> = {
  // A condition without consequence says nothing.
  if: (part, { then, else: otherwise }) =>
    then === undefined && otherwise === undefined ? [] : [{ if: part, then, else: otherwise }],
  // At least one is what `contains` asks for by itself.
  contains: (part, { minContains, maxContains }) => [
    { contains: part, minContains: minContains === 1 ? undefined : minContains, maxContains },
  ],
  prefixItems: (part, { items }) => [{ prefixItems: part, items }],
  dependentRequired: eachEntry((name, needed) =>
    (Array.isArray(needed) ? needed : [needed]).map((other: unknown) => ({
      dependentRequired: { [name]: other },
    })),
  ),
  patternProperties: eachEntry((name, schema) => [{ patternProperties: { [name]: schema } }]),
  dependentSchemas: eachEntry((name, schema) =>
    acceptsAll(schema) ? [] : [{ dependentSchemas: { [name]: schema } }],
  ),
};

function eachEntry(rules: (name: string, value: unknown) => object[]) {
  return (part: unknown) =>
    isObject(part) ? Object.entries(part).flatMap(([name, one]) => rules(name, one)) : undefined;
}

export function readRules(node: Node): Rule[] {
  const rule = (keyword: string, value: object): Rule => ({
    keyword,
    node: { ...node, value },
    pointer: pointerTo(node, keyword),
  });
  const { value } = node;
  if (typeof value === "boolean") return [];
  if (!isObject(value)) return [{ ...rule("value", { value }), pointer: node.pointer }];
  const rules = Object.entries(value).flatMap(([keyword, part]) => {
    if (isReadElsewhere(keyword, part, node)) return [];
    const values = rulesOf[keyword]?.(part, value) ?? [{ [keyword]: part }];
    return values.map((one) => rule(keyword, one));
  });
  return Array.isArray(value.items) ? [...rules, rule("items", { items: value.items })] : rules;
}

/** Whether a keyword says nothing, or is read as something else than a rule. */
function isReadElsewhere(keyword: string, part: unknown, node: Node): boolean {
  return (
    isSilent(keyword) ||
    (keyword in limitKeywords && typeof part === "number") ||
    (readKeywords.has(keyword) && isReadable(keyword, part)) ||
    (idle[keyword]?.(part) ?? false) ||
    (keyword === "unevaluatedProperties" && looksNoFurther(node))
  );
}
