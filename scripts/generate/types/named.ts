import ts, { factory } from "typescript";
import { rewriteDocstring } from "./comments.js";
import { declareTypes } from "./declare.js";
import { isListOfTexts, mergeObjects, openList } from "./simplify.js";

/**
 * Gives each component schema an exported type of its own, which `components["schemas"]` points to
 * and everything else refers to by name, so that an editor and the compiler say the name.
 *
 * @param nodes What openapi-typescript made.
 * @param names The TypeScript name of each component schema.
 */
export function nameSchemas(nodes: ts.Node[], names: Map<string, string>): ts.Node[] {
  const visit = visitor(names, findSchemas(nodes));
  const visited = nodes.filter((node) => !isEmptyAlias(node)).map(visit);
  const declarations = declareTypes(findSchemas(visited), names);
  return [...declarations, ...visited.map((node) => pointTo(names, node))];
}

/** Names references, opens documented lists, merges objects and rewrites docstrings, at any depth. */
function visitor(names: Map<string, string>, schemas: ts.PropertySignature[]) {
  const lists = schemas.filter(({ type }) => type && isListOfTexts(type));
  const listNames = new Set(lists.map((schema) => names.get(nameOf(schema))));
  return function visit(node: ts.Node): ts.Node {
    const name = names.get(referencedSchema(node) ?? "");
    if (name) return factory.createTypeReferenceNode(name);
    const visited = ts.visitEachChild(node, visit, undefined);
    if (ts.isUnionTypeNode(visited)) return openList(visited, listNames);
    if (ts.isIntersectionTypeNode(visited)) return mergeObjects(visited);
    return rewriteDocstring(visited);
  };
}

/** The properties of `components["schemas"]`. */
function findSchemas(nodes: ts.Node[]): ts.PropertySignature[] {
  const components = nodes.find(isComponents);
  const schemas = components?.members.find(isSchemas)?.type;
  return schemas && ts.isTypeLiteralNode(schemas)
    ? schemas.members.filter(ts.isPropertySignature)
    : [];
}

/** `components` with the names of its schemas in place of their types; any other node as it is. */
function pointTo(names: Map<string, string>, node: ts.Node): ts.Node {
  if (!isComponents(node)) return node;
  const schemas = findSchemas([node]).map((schema) =>
    factory.createPropertySignature(
      undefined,
      schema.name,
      undefined,
      factory.createTypeReferenceNode(names.get(nameOf(schema)) as string),
    ),
  );
  const members = node.members.map((member) =>
    isSchemas(member) && schemas.length > 0
      ? factory.createPropertySignature(
          undefined,
          member.name,
          undefined,
          factory.createTypeLiteralNode(schemas),
        )
      : member,
  );
  return factory.updateInterfaceDeclaration(
    node,
    node.modifiers,
    node.name,
    undefined,
    undefined,
    members,
  );
}

function isComponents(node: ts.Node): node is ts.InterfaceDeclaration {
  return ts.isInterfaceDeclaration(node) && node.name.text === "components";
}

function isSchemas(member: ts.TypeElement): member is ts.PropertySignature {
  return ts.isPropertySignature(member) && nameOf(member) === "schemas";
}

/** Whether a node is the alias that stands for webhooks and the like when there are none. */
function isEmptyAlias(node: ts.Node): boolean {
  return ts.isTypeAliasDeclaration(node) && ["webhooks", "$defs"].includes(node.name.text);
}

/** `X` when a node is `components["schemas"]["X"]`. */
function referencedSchema(node: ts.Node): string | undefined {
  if (!ts.isIndexedAccessTypeNode(node) || !ts.isIndexedAccessTypeNode(node.objectType)) return;
  const { objectType: root, indexType: kind } = node.objectType;
  if (!ts.isTypeReferenceNode(root) || !ts.isIdentifier(root.typeName)) return;
  const isSchema = root.typeName.text === "components" && textOf(kind) === "schemas";
  return isSchema ? textOf(node.indexType) : undefined;
}

function textOf(node: ts.TypeNode): string | undefined {
  return ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)
    ? node.literal.text
    : undefined;
}

function nameOf(member: ts.PropertySignature): string {
  return (member.name as ts.Identifier | ts.StringLiteral).text;
}
