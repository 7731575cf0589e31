import { append, get, tokens } from "../derive/pointer.js";
import { isObject, type Schema } from "../derive/schema.js";

/** One place of a request body, as a schema without references describes it. */
export interface Place {
  /** Pointer into the tree. */
  pointer: string;
  schema: Schema;
  /** Branches and properties, written as in case ids: `openai / sft_hyperparameters.n_epochs`. */
  name: string;
  /** The schemas of the other branches at this place. */
  siblings: Schema[];
}

/** Every place of a schema: the whole, its branches, properties and items. */
export function* places(
  root: Schema,
  pointer = "#",
  branch = "",
  steps = "",
  siblings: Schema[] = [],
): Generator<Place> {
  const schema = get(root, pointer) as Schema;
  const name = [branch, steps].filter((part) => part !== "").join(" / ") || "body";
  yield { pointer, schema, name, siblings };
  const branches = objectBranches(schema);
  for (const [index, option] of branches.entries()) {
    const others = branches.filter((other) => other !== option);
    const at = append(pointer, "anyOf", index);
    yield* places(root, at, branchName(option, index), "", others);
  }
  for (const property of Object.keys((schema.properties ?? {}) as Schema)) {
    const at = append(pointer, "properties", property);
    const there = siblings.flatMap((sibling) => get(sibling, append("", "properties", property)));
    yield* places(
      root,
      at,
      branch,
      steps ? `${steps}.${property}` : property,
      there.filter(isObject),
    );
  }
  if (isObject(schema.items)) yield* places(root, append(pointer, "items"), branch, `${steps}[]`);
}

/** The alternatives of a union of objects. */
export function objectBranches(schema: Schema): Schema[] {
  const options = (schema.anyOf ?? []) as Schema[];
  return options.every((option) => option.type === "object") ? options : [];
}

function branchName({ properties }: Schema, index: number): string {
  for (const property of Object.values((properties ?? {}) as Record<string, Schema>)) {
    if ("const" in property) return String(property.const);
  }
  return `alternative ${index + 1}`;
}

/** A copy of a tree with another value at a pointer; everything that is not on the way is shared. */
export function replaceAt<T>(root: T, pointer: string, change: (value: unknown) => unknown): T {
  const [first, ...rest] = tokens(pointer);
  if (first === undefined) return change(root) as T;
  const member = (value: unknown) =>
    replaceAt(value, rest.length > 0 ? append("#", ...rest) : "#", change);
  if (Array.isArray(root)) {
    return root.map((value, index) => (String(index) === first ? member(value) : value)) as T;
  }
  return { ...root, [first]: member((root as Schema)[first]) };
}

/** A tree in which one may be changed without the others: every `oneOf` as `anyOf`, all of them closed anyway. */
export function anyOfForOneOf(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(anyOfForOneOf);
  if (!isObject(node)) return node;
  const { oneOf, ...rest } = node;
  const copy = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, anyOfForOneOf(value)]),
  );
  return oneOf === undefined ? copy : { ...copy, anyOf: anyOfForOneOf(oneOf) };
}

/** The types that a schema names. */
export function typesOf({ type, anyOf }: Schema): string[] {
  if (Array.isArray(anyOf) && type === undefined) return (anyOf as Schema[]).flatMap(typesOf);
  return type === undefined ? [] : ([type].flat() as string[]);
}
