import ts, { factory } from "typescript";
import { memberNames, referenceName } from "./simplify.js";

/** What an interface consists of. */
interface Shape {
  /** The names of the interfaces that it extends. */
  bases: string[];
  own: ts.TypeElement[];
}

/**
 * An exported declaration for each schema: an interface where it is an object, else a type.
 *
 * @param schemas Each schema as a property, with its docstring.
 */
export function declareTypes(
  schemas: ts.PropertySignature[],
  names: Map<string, string>,
): ts.Statement[] {
  const types = new Map<string, ts.TypeNode>();
  for (const { name, type } of schemas) types.set(typeNameOf(name, names), type as ts.TypeNode);
  const isInterface = interfaceTest(types);
  return schemas.map((schema) => {
    const name = typeNameOf(schema.name, names);
    const type = schema.type as ts.TypeNode;
    const shape = isInterface(name) ? shapeOf(type) : undefined;
    const declaration = shape
      ? factory.createInterfaceDeclaration(exported, name, undefined, heritage(shape), shape.own)
      : factory.createTypeAliasDeclaration(exported, name, undefined, type);
    return ts.setSyntheticLeadingComments(declaration, ts.getSyntheticLeadingComments(schema));
  });
}

const exported = [factory.createModifier(ts.SyntaxKind.ExportKeyword)];

function heritage({ bases }: Shape): ts.HeritageClause[] {
  if (bases.length === 0) return [];
  const types = bases.map((base) =>
    factory.createExpressionWithTypeArguments(factory.createIdentifier(base), undefined),
  );
  return [factory.createHeritageClause(ts.SyntaxKind.ExtendsKeyword, types)];
}

/** Tells which types can be interfaces: objects, and what adds properties to interfaces. */
function interfaceTest(types: Map<string, ts.TypeNode>): (name: string) => boolean {
  const known = new Map<string, string[] | undefined>();
  /** The names of all properties, also of inherited ones; none for what is no interface. */
  function propertiesOf(name: string): string[] | undefined {
    if (known.has(name)) return known.get(name);
    const type = types.get(name);
    const shape = type && shapeOf(type);
    const inherited = shape?.bases.map(propertiesOf);
    const all = shape && [...memberNames(shape.own), ...(inherited ?? [[]])].flat();
    // A property that is there twice has both types at once, which only an intersection says.
    const isInterface =
      all?.every((property) => property !== undefined) &&
      new Set(all).size === all.length &&
      (shape?.bases.length === 0 || !all.includes("[key]"));
    const properties = isInterface ? (all as string[]) : undefined;
    known.set(name, properties);
    return properties;
  }
  return (name) => propertiesOf(name) !== undefined;
}

function shapeOf(type: ts.TypeNode): Shape | undefined {
  const parts = ts.isIntersectionTypeNode(type) ? [...type.types] : [type];
  const objects = parts.filter(ts.isTypeLiteralNode);
  const bases = parts.map(referenceName).filter((name) => name !== undefined);
  if (objects.length + bases.length < parts.length || objects.length > 1) return undefined;
  // What is only another name for a type stays one.
  if (parts.length === 1 && objects.length === 0) return undefined;
  return { bases, own: objects.flatMap(({ members }) => [...members]) };
}

function typeNameOf(name: ts.PropertyName, names: Map<string, string>): string {
  return names.get((name as ts.Identifier | ts.StringLiteral).text) as string;
}
