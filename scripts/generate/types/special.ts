import {
  transformSchemaObject,
  type SchemaObject,
  type TransformNodeOptions,
} from "openapi-typescript";
import ts, { factory } from "typescript";

/** The types that openapi-typescript cannot make: files, and tuples that can be shorter or longer. */
export function specialType(
  schema: SchemaObject,
  options: TransformNodeOptions,
): ts.TypeNode | undefined {
  if ("x-file" in schema) return factory.createTypeReferenceNode("Blob");
  if (schema.type === "array" && "prefixItems" in schema) return tuple(schema as Tuple, options);
  return undefined;
}

interface Tuple {
  prefixItems: SchemaObject[];
  items?: SchemaObject;
  minItems?: number;
  maxItems?: number;
}

function tuple(
  { prefixItems, items, minItems = 0, maxItems }: Tuple,
  options: TransformNodeOptions,
) {
  const elements = prefixItems.slice(0, maxItems).map((item, index) => {
    const type = transformSchemaObject(item, options);
    return index < minItems ? type : factory.createOptionalTypeNode(type);
  });
  const canBeLonger = items?.enum?.length !== 0 && !(maxItems && maxItems <= prefixItems.length);
  if (canBeLonger) {
    const rest = items
      ? transformSchemaObject(items, options)
      : factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword);
    elements.push(factory.createRestTypeNode(factory.createArrayTypeNode(rest)));
  }
  return factory.createTupleTypeNode(elements);
}
