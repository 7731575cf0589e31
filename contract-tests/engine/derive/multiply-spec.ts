import {
  methods,
  type OpenApiDocument,
  type OperationObject,
} from "../../../scripts/lib/document/index.js";
import { isObject, type JsonObject } from "./schema.js";

/**
 * A synthetic document with `times` as many operations: each copy has paths, operation ids and schemas
 * of its own. For measuring how the contract tests scale.
 */
export function multiplySpec(document: OpenApiDocument, times: number): OpenApiDocument {
  const copies = Array.from({ length: times }, (_, index) => copy(document, `Copy${index + 1}`));
  return {
    ...document,
    paths: Object.assign({}, ...copies.map(({ paths }) => paths)),
    components: {
      ...document.components,
      schemas: Object.assign(
        { ...document.components?.schemas },
        ...copies.map(({ schemas }) => schemas),
      ),
    },
  };
}

function copy(document: OpenApiDocument, suffix: string) {
  const schemas = document.components?.schemas ?? {};
  const names = new Map(
    Object.keys(schemas).map((name) => [
      `#/components/schemas/${name}`,
      `#/components/schemas/${name}${suffix}`,
    ]),
  );
  const renamed = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(renamed);
    if (!isObject(node)) return typeof node === "string" ? (names.get(node) ?? node) : node;
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, renamed(value)]));
  };
  const paths: JsonObject = {};
  for (const [path, item] of Object.entries(document.paths)) {
    const own = renamed(item) as JsonObject;
    for (const method of methods) {
      const operation = own[method] as OperationObject | undefined;
      if (operation) operation.operationId += suffix;
    }
    paths[`/${suffix.toLowerCase()}${path}`] = own;
  }
  return {
    paths,
    schemas: Object.fromEntries(
      Object.entries(schemas).map(([name, schema]) => [name + suffix, renamed(schema)]),
    ),
  };
}
