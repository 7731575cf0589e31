import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { isObject, type JsonType, list, type Schema } from "../../engine/derive/schema.js";
import { createViews } from "../../engine/derive/view.js";

/** A place in the tree of the request schema: a body, a property, an item, or a branch of a union. */
export interface SchemaPlace {
  schema: Schema;
  /** Keys from the root of the tree. */
  keys: readonly (string | number)[];
  /** What the cases' ids call it: the branches, then the property's path since the last branch. */
  branches: readonly string[];
  steps: readonly string[];
  /** Whether it is a branch of a union, rather than a place of its own. */
  isBranch: boolean;
  /** The same place in the other branches. */
  siblings: readonly Schema[];
}

/** Every place of a schema without references, from the root down. */
export function* places(schema: Schema): Generator<SchemaPlace> {
  yield* below({ schema, keys: [], branches: [], steps: [], isBranch: false, siblings: [] });
}

function* below(place: SchemaPlace): Generator<SchemaPlace> {
  // What leads back to a schema around it has been there already.
  if ("$ref" in place.schema) return;
  yield place;
  const { schema, keys, branches, steps, siblings } = place;
  for (const [name, property] of Object.entries((schema.properties ?? {}) as Schema)) {
    if (!isObject(property)) continue;
    yield* below({
      schema: property,
      keys: [...keys, "properties", name],
      branches,
      steps: [...steps, name],
      isBranch: false,
      siblings: siblings.flatMap(({ properties }) => {
        const same = (properties as Schema | undefined)?.[name];
        return isObject(same) ? [same] : [];
      }),
    });
  }
  if (isObject(schema.items)) {
    yield* below({
      schema: schema.items,
      keys: [...keys, "items"],
      branches,
      steps: [...steps.slice(0, -1), `${steps.at(-1) ?? "body"}[]`],
      isBranch: false,
      siblings: [],
    });
  }
  for (const [keyword, index, option] of objectBranches(schema)) {
    yield* below({
      schema: option,
      keys: [...keys, keyword, index],
      branches: [...branches, branchName(schema, option, index)],
      steps: [],
      isBranch: true,
      siblings: objectBranches(schema).flatMap(([, , other]) => (other === option ? [] : [other])),
    });
  }
}

/** The alternatives of a schema that describe objects. */
export function objectBranches(schema: Schema): [keyword: string, index: number, option: Schema][] {
  return ["oneOf", "anyOf"].flatMap((keyword) =>
    list(schema[keyword]).flatMap((option, index) =>
      isObject(option) && isObject(option.properties)
        ? [[keyword, index, option] as [string, number, Schema]]
        : [],
    ),
  );
}

/** The value that tells a branch of a union apart, where it is one. */
export function branchConstant(union: Schema, { properties }: Schema): unknown {
  const name = discriminatorName(union) ?? "";
  return ((properties as Schema | undefined)?.[name] as Schema | undefined)?.const;
}

/** The property that tells the branches of a union apart, where the document names one. */
export function discriminatorName({ discriminator }: Schema): string | undefined {
  return (discriminator as { propertyName?: string } | undefined)?.propertyName;
}

/** As the cases name it: by the constant that tells it apart, or by its schema. */
export function branchName(union: Schema, option: Schema, index: number): string {
  return String(branchConstant(union, option) ?? option.title ?? `alternative ${index + 1}`);
}

/** The JSON types that a place takes; the tree needs no document, as it has no references. */
export function typesAt(schema: Schema): ReadonlySet<JsonType> {
  return createViews({} as OpenApiDocument).types({ schema, pointer: "#" });
}

/** The literal values that a place lists, in itself and in its alternatives. */
export function literals(schema: Schema): unknown[] {
  const own = "const" in schema ? [schema.const] : list(schema.enum);
  const inside = [...list(schema.anyOf), ...list(schema.oneOf)].filter(isObject).flatMap(literals);
  return [...own, ...inside];
}

/** Whether a place takes any text at all. */
export function takesAnyText(schema: Schema): boolean {
  if ("const" in schema || "enum" in schema) return false;
  const options = [...list(schema.anyOf), ...list(schema.oneOf)].filter(isObject);
  if (options.length > 0) return options.some(takesAnyText);
  return typesAt(schema).has("string");
}
