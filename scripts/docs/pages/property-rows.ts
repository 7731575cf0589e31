import type { OpenApiDocument } from "../../lib/document/index.js";
import { blocks, code, shortJson, table } from "./markdown.js";
import {
  constraintTexts,
  listedValues,
  listOf,
  nodeOf,
  refName,
  rulesOf,
  type Schema,
  typeText,
} from "./schema-text.js";
import { listVariants } from "./variants.js";

/** A line of a table of properties. */
interface Row {
  /** With what it stands in: `openpipe.status`, `data[].id`. */
  name: string;
  type: string;
  text: string;
  /** A list of values that is too long for the table. */
  values: string[];
}

interface Place {
  document: OpenApiDocument;
  prefix: string;
  /** Whether to show what references lead to, or link to it. */
  isExpanded: boolean;
  /** The components around, which are not shown again within themselves. */
  inside: string[];
}

const longList = 4;

/**
 * A schema in Markdown: a table of its properties with what is nested in them, long lists of values,
 * rules across properties.
 */
export function schemaBlocks(
  document: OpenApiDocument,
  schema: unknown,
  isExpanded: boolean,
  level: string,
): string {
  const name = refName(schema);
  const place = { document, prefix: "", isExpanded, inside: name === undefined ? [] : [name] };
  const node = nodeOf(document, schema);
  // A schema without properties is its values: as a list, so that a link can lead to each.
  const { texts } = listedValues(document, schema);
  const own = { ...describe(place, "", schema, false), values: texts };
  const rows = [own, ...nestedRows(place, node)];
  const shown = rows.filter((row) => row.name !== "");
  return blocks(
    shown.length === 0 && !node.discriminator ? ownText(place, schema) : undefined,
    shown.length > 0
      ? table(
          ["Name", "Type", "What it is"],
          shown.map((row) => [code(row.name), row.type, row.text]),
        )
      : undefined,
    closing(node),
    ...rows.map((row) => valueList(row, level)),
    ...rulesOf(node).map((rule) => blocks(`${level} Rule across properties`, shortJson(rule))),
  );
}

function ownText({ document }: Place, schema: unknown): string {
  const node = nodeOf(document, schema);
  const { isOpen } = listedValues(document, schema);
  const type = typeText(document, refName(schema) === undefined ? schema : node);
  const open = isOpen ? "Other values than those listed are possible." : "";
  return [`Type: ${type}.`, ...constraintTexts(node), open].filter(Boolean).join(" ");
}

function closing(node: Schema): string | undefined {
  return node.additionalProperties === false && node.properties
    ? "Any other property is refused."
    : undefined;
}

function valueList({ name, values }: Row, level: string): string | undefined {
  if (values.length === 0) return undefined;
  const title = name === "" ? "Values" : `Values of ${code(name)}`;
  return blocks(`${level} ${title}`, values.map((value) => `- ${code(value)}`).join("\n"));
}

/** The rows of everything that a schema holds. */
function nestedRows(place: Place, node: Schema): Row[] {
  const { document, prefix } = place;
  const required = listOf(node.required);
  const properties = Object.entries(Object(node.properties) as Schema).flatMap(([name, schema]) =>
    propertyRows(place, prefix + name, schema, required.includes(name)),
  );
  const patterns = Object.entries(Object(node.patternProperties) as Schema).flatMap(
    ([pattern, schema]) => propertyRows(place, `${prefix}/${pattern}/`, schema, false),
  );
  const others =
    typeof node.additionalProperties === "object"
      ? propertyRows(place, `${prefix}(other names)`, node.additionalProperties, false)
      : [];
  // Alternatives that a property tells apart have a page each.
  const combined = node.discriminator ? ["allOf"] : ["allOf", "anyOf", "oneOf"];
  const parts = combined.flatMap((keyword) =>
    listOf(node[keyword]).flatMap((part) => {
      const inside = enter(place, part);
      return inside ? nestedRows(inside, nodeOf(document, part)) : [];
    }),
  );
  const list = prefix.replace(/\.$/, "");
  const items = [
    ...(node.items === undefined ? [] : [[`${list}[]`, node.items] as const]),
    ...listOf(node.prefixItems).map((item, index) => [`${list}[${index}]`, item] as const),
  ].flatMap(([name, item]) => {
    const inside = enter({ ...place, prefix: `${name}.` }, item);
    return inside ? nestedRows(inside, nodeOf(document, item)) : [];
  });
  return [...properties, ...patterns, ...others, ...parts, ...items];
}

function propertyRows(place: Place, name: string, schema: unknown, isRequired: boolean): Row[] {
  const row = describe(place, name, schema, isRequired);
  const inside = enter({ ...place, prefix: `${name}.` }, schema);
  return inside ? [row, ...nestedRows(inside, nodeOf(place.document, schema))] : [row];
}

/** The place within a schema; undefined where a link to it is enough. */
function enter(place: Place, schema: unknown): Place | undefined {
  const name = refName(schema);
  if (name === undefined) return place;
  const node = nodeOf(place.document, schema);
  if (!place.isExpanded || place.inside.includes(name) || node.discriminator) return undefined;
  return { ...place, inside: [...place.inside, name] };
}

function describe(place: Place, name: string, schema: unknown, isRequired: boolean): Row {
  const { document } = place;
  const target = nodeOf(document, schema);
  const own = Object(schema) as Schema;
  const node = { ...target, ...own };
  const { texts, isOpen } = listedValues(document, schema);
  const isLong = texts.length > longList;
  const text = [
    node.deprecated ? "**Deprecated.**" : "",
    isRequired ? "**Required.**" : "",
    String(node.description ?? ""),
    ...constraintTexts(node),
    texts.length > 0 && !isLong
      ? `${isOpen ? "Known values" : "One of"}: ${texts.map(code).join(", ")}.`
      : "",
    ...rulesOf(node).map((rule) => `Rule: ${code(JSON.stringify(rule))}.`),
    alternativesText(document, schema),
    isLong ? `${isOpen ? "The known values" : "The values"} are listed below.` : "",
  ];
  return {
    name,
    type: typeText(document, schema),
    text: text.filter(Boolean).join(" "),
    values: isLong ? texts : [],
  };
}

/** Links to the pages of the alternatives of a union. */
function alternativesText(document: OpenApiDocument, schema: unknown): string {
  const union = refName(schema);
  const variants = listVariants(document).filter((variant) => variant.union === union);
  const [first] = variants;
  if (!first) return "";
  const links = variants.map(({ value, path }) => `[${code(value)}](/${path}.md)`);
  return `By ${code(first.property)}: ${links.join(", ")}.`;
}
