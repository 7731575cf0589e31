import { type OpenApiDocument, resolve, tokensOf } from "../../lib/document/index.js";
import { blocks, code, shortJson } from "./markdown.js";

export type Schema = Record<string, unknown>;

/** What a reference or an inline schema says. `true` says nothing. */
export function nodeOf(document: OpenApiDocument, schema: unknown): Schema {
  const node = resolve(document, schema as Schema);
  return typeof node === "object" && node !== null ? node : node === false ? { not: {} } : {};
}

/** The name of the component that a schema is a reference to. */
export function refName(schema: unknown): string | undefined {
  const { $ref } = Object(schema) as { $ref?: string };
  return $ref && tokensOf($ref).at(-1);
}

export function schemaPath(name: string): string {
  return `schemas/${name.replaceAll(/[^\w.-]/g, "-")}`;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The type in a few words of Markdown: `[Model](/schemas/Model.md) or null`. */
export function typeText(document: OpenApiDocument, schema: unknown): string {
  const name = refName(schema);
  if (name !== undefined) return `[${name}](/${schemaPath(name)}.md)`;
  const node = nodeOf(document, schema);
  if ("const" in node) return code(JSON.stringify(node.const));
  for (const [list, word] of [
    [node.anyOf, " or "],
    [node.oneOf, " or "],
    [node.allOf, " and "],
  ] as const) {
    const texts = listOf(list).map((part) => partText(document, part));
    if (texts.length > 0) return [...new Set(texts)].join(word);
  }
  const types = [node.type].flat().filter((type) => type !== undefined) as string[];
  const texts = types.map((type) => {
    if (type === "array" && node.prefixItems) return tupleText(document, node);
    if (type === "array" && node.items !== undefined) {
      return `array of ${typeText(document, node.items)}`;
    }
    return type === "string" && node.format ? `string (${node.format})` : type;
  });
  if (texts.length > 0) return texts.join(" or ");
  if (listOf(node.enum).length > 0) {
    return [
      ...new Set(listOf(node.enum).map((value) => (value === null ? "null" : typeof value))),
    ].join(" or ");
  }
  return node.properties ? "object" : "anything";
}

/** An alternative, with its limits where no link leads to them: `integer (at least 1)`. */
function partText(document: OpenApiDocument, part: unknown): string {
  const limits = refName(part) === undefined ? constraintTexts(nodeOf(document, part)) : [];
  const words = limits.map((text) => text[0]!.toLowerCase() + text.slice(1).replace(/\.$/, ""));
  return typeText(document, part) + (words.length > 0 ? ` (${words.join(", ")})` : "");
}

/** A list whose items differ by their position. */
function tupleText(document: OpenApiDocument, { prefixItems, items }: Schema): string {
  const texts = listOf(prefixItems).map((item) => typeText(document, item));
  const rest = items === false ? [] : [`any number of ${typeText(document, items ?? {})}`];
  return `array of ${[...texts, ...rest].join(", then ")}`;
}

/** The values that a schema lists, and whether others are possible. */
export function listedValues(document: OpenApiDocument, schema: unknown) {
  const node = nodeOf(document, schema);
  const branches = [...listOf(node.anyOf), ...listOf(node.oneOf)].map((branch) =>
    nodeOf(document, branch),
  );
  const texts = [node, ...branches].flatMap(({ enum: values }) => listOf(values)).map(valueText);
  const isOpen = branches.some(({ enum: values, type }) => !values && type === "string");
  return { texts, isOpen };
}

function valueText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

type Words = (value: unknown) => string;
const constraintWords: Record<string, Words> = {
  minimum: (value) => `At least ${value}.`,
  maximum: (value) => `At most ${value}.`,
  exclusiveMinimum: (value) => `More than ${value}.`,
  exclusiveMaximum: (value) => `Less than ${value}.`,
  multipleOf: (value) => `A multiple of ${value}.`,
  minLength: (value) => `At least ${value} characters.`,
  maxLength: (value) => `At most ${value} characters.`,
  pattern: (value) => `Matches ${code(String(value))}.`,
  minItems: (value) => `At least ${value} items.`,
  maxItems: (value) => `At most ${value} items.`,
  uniqueItems: (value) => (value ? "No item twice." : ""),
  minProperties: (value) => `At least ${value} properties.`,
  maxProperties: (value) => `At most ${value} properties.`,
  default: (value) => `Default: ${code(JSON.stringify(value))}.`,
  readOnly: (value) => (value ? "In answers only." : ""),
  writeOnly: (value) => (value ? "In requests only." : ""),
};

/** What else must hold, in words. */
export function constraintTexts(node: Schema): string[] {
  return Object.entries(constraintWords)
    .filter(([keyword]) => keyword in node)
    .map(([keyword, words]) => words(node[keyword]))
    .filter(Boolean);
}

const rules = [
  ["if", "then", "else"],
  ["not"],
  ["dependentRequired"],
  ["dependentSchemas"],
  ["propertyNames"],
  ["contains"],
  ["unevaluatedProperties"],
];

/** Rules across properties, as the document has them: no words would be as exact. */
export function rulesOf(node: Schema): Schema[] {
  return rules
    .filter(([first]) => first! in node)
    .map((keywords) =>
      Object.fromEntries(
        keywords.filter((keyword) => keyword in node).map((keyword) => [keyword, node[keyword]]),
      ),
    );
}

/** Callbacks, links and webhooks, as the document has them: no words would be as exact. */
export function asWritten(document: OpenApiDocument, title: string, named: unknown) {
  if (named === undefined) return undefined;
  const entries = Object.entries(named as object).map(([name, one]) => [
    name,
    resolve<unknown>(document, one),
  ]);
  return blocks(title, shortJson(Object.fromEntries(entries)));
}
