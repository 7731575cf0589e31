import type { OpenApiDocument } from "../../lib/document/index.js";
import { listOf, nodeOf, refName, type Schema } from "./schema-text.js";

/** One alternative of a union whose branches a property tells apart, such as the provider `openai`. */
export interface Variant {
  /** The component that is the union. */
  union: string;
  /** The component that is the alternative. */
  schema: string;
  /** The property that decides, such as `provider`, and its value. */
  property: string;
  value: string;
  path: string;
}

/** The alternatives of every union of the document that has a discriminator. */
export function listVariants(document: OpenApiDocument): Variant[] {
  return Object.entries(document.components?.schemas ?? {}).flatMap(([union, schema]) => {
    const { discriminator, oneOf, anyOf } = Object(schema) as Schema;
    const { propertyName, mapping = {} } = Object(discriminator) as {
      propertyName?: string;
      mapping?: Record<string, string>;
    };
    if (propertyName === undefined) return [];
    const mapped = Object.entries(mapping).map(
      ([value, $ref]) => [refName({ $ref })!, value] as const,
    );
    return [...listOf(oneOf), ...listOf(anyOf)].flatMap((branch) => {
      const name = refName(branch);
      if (name === undefined) return [];
      const values = mapped.filter(([target]) => target === name).map(([, value]) => value);
      return (values.length > 0 ? values : [name]).map((value) => ({
        union,
        schema: name,
        property: propertyName,
        value,
        path: `${propertyName}/${value.replaceAll(/[^\w.-]/g, "-")}`,
      }));
    });
  });
}

/** Whether a value has an object in it that is this alternative. */
export function holdsVariant(value: unknown, variant: Variant): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ((value as Schema)[variant.property] === variant.value) return true;
  return Object.values(value).some((part) => holdsVariant(part, variant));
}

/** What of a value its schema requires: the smallest request that says the same. */
export function requiredPart(document: OpenApiDocument, schema: unknown, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const node = branchOf(document, nodeOf(document, schema), value as Schema);
  const properties = Object(node.properties) as Schema;
  const required = listOf(node.required) as string[];
  if (!node.properties) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => required.includes(name))
      .map(([name, part]) => [name, requiredPart(document, properties[name], part)]),
  );
}

function branchOf(document: OpenApiDocument, node: Schema, value: Schema): Schema {
  const { propertyName } = Object(node.discriminator) as { propertyName?: string };
  if (propertyName === undefined) return node;
  const branch = listOf(node.oneOf)
    .map((one) => nodeOf(document, one))
    .find(({ properties }) => {
      const { [propertyName]: decisive } = Object(properties) as Record<string, Schema>;
      return decisive?.const === value[propertyName];
    });
  return branch ?? node;
}
