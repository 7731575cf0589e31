import ts, { factory } from "typescript";

/** Whether a type is one text or a union of texts: `"a" | "b"`. */
export function isListOfTexts(type: ts.TypeNode): boolean {
  return members(type, ts.isUnionTypeNode).every(isText);
}

/**
 * A union without unions in it. When it takes any string beside documented ones, it says
 * `(string & {})`: with `string` the compiler would forget the documented ones, and an editor could
 * not offer them.
 *
 * @param lists The names of types that are lists of texts.
 */
export function openList(union: ts.UnionTypeNode, lists: Set<string | undefined>): ts.TypeNode {
  const types = members(union, ts.isUnionTypeNode);
  const hasTexts = types.some((type) => isText(type) || lists.has(referenceName(type)));
  const unique = new Map(types.map((type) => [print(type), type]));
  return factory.createUnionTypeNode(
    [...unique.values()].map((type) =>
      hasTexts && type.kind === ts.SyntaxKind.StringKeyword ? anyOtherString() : type,
    ),
  );
}

function anyOtherString(): ts.TypeNode {
  const string = factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword);
  return factory.createParenthesizedType(
    factory.createIntersectionTypeNode([string, factory.createTypeLiteralNode([])]),
  );
}

/** An intersection whose objects are one object, if no two of them have a property in common. */
export function mergeObjects(intersection: ts.IntersectionTypeNode): ts.TypeNode {
  const types = members(intersection, ts.isIntersectionTypeNode);
  const own = types.filter(ts.isTypeLiteralNode).flatMap((object) => [...object.members]);
  const names = own.map((member) => (member.name ? print(member.name) : "[index]"));
  if (new Set(names).size < names.length) return intersection;
  const others = types.filter((type) => !ts.isTypeLiteralNode(type));
  const object = factory.createTypeLiteralNode(own.map((member) => widenIndex(member, own)));
  if (others.length === 0) return object;
  return factory.createIntersectionTypeNode(own.length > 0 ? [...others, object] : others);
}

/** The names of properties; an index signature that says something of them all is `[key]`. */
export function memberNames(elements: readonly ts.TypeElement[]): string[] {
  return elements
    .filter((element) => !isUnknownIndex(element))
    .map(({ name }) => (name ? print(name) : "[key]"));
}

function isUnknownIndex(element: ts.TypeElement): boolean {
  return (
    ts.isIndexSignatureDeclaration(element) && element.type.kind === ts.SyntaxKind.UnknownKeyword
  );
}

/** An index signature has to take what the properties beside it are. */
function widenIndex(member: ts.TypeElement, beside: ts.TypeElement[]): ts.TypeElement {
  if (!ts.isIndexSignatureDeclaration(member) || isUnknownIndex(member)) return member;
  const properties = beside.filter(ts.isPropertySignature);
  const types = [member.type, ...properties.map(({ type }) => type as ts.TypeNode)];
  const undefinable = properties.some(({ questionToken }) => questionToken)
    ? [factory.createKeywordTypeNode(ts.SyntaxKind.UndefinedKeyword)]
    : [];
  const union = factory.createUnionTypeNode([...types, ...undefinable]);
  return factory.updateIndexSignature(
    member,
    member.modifiers,
    member.parameters,
    openList(union, new Set()),
  );
}

/** The members of a union or an intersection, through parentheses; any other type is its own. */
function members(
  type: ts.TypeNode,
  is: (type: ts.TypeNode) => type is ts.UnionTypeNode | ts.IntersectionTypeNode,
): ts.TypeNode[] {
  if (is(type)) return type.types.flatMap((member) => members(member, is));
  if (ts.isParenthesizedTypeNode(type) && is(type.type)) return members(type.type, is);
  return [type];
}

/** openapi-typescript writes a text as an identifier with quotes. */
function isText(type: ts.Node): boolean {
  return ts.isIdentifier(type) && type.text.startsWith('"');
}

/** The name of a type that is a name and nothing else. */
export function referenceName(type: ts.TypeNode): string | undefined {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) && !type.typeArguments
    ? type.typeName.text
    : undefined;
}

const printer = ts.createPrinter({ removeComments: true });
const file = ts.createSourceFile("", "", ts.ScriptTarget.ESNext);

function print(node: ts.Node): string {
  return printer.printNode(ts.EmitHint.Unspecified, node, file);
}
