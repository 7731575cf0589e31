import { child, members, type Node } from "../../lib/document/index.js";
import { areDisjoint, isWithin } from "./prove.js";
import { readSchema, type Trail } from "./read.js";
import { listRule } from "./rules.js";
import { emptySchema, type Schema, withNull } from "./schema.js";
import { coversTypes, intersectTypes, typeOf, typeSet } from "./values.js";

/**
 * What a list of alternatives means. Those that are none in shape are taken into the schema: `null`,
 * several literals, one alone, and one that another accepts anyway.
 *
 * @param types The types that the schema around the list allows.
 */
export function readAlternatives(
  node: Node,
  keyword: "oneOf" | "anyOf",
  types: Schema["types"],
  trail: Trail,
): Schema {
  const list = members(node)[keyword] as unknown[];
  const read = list.flatMap((_, index) => {
    const branch = child(node, keyword, index);
    if (!branch) return [];
    const schema = readSchema(branch, trail);
    const allowed = intersectTypes(schema.types, types);
    return schema.never || allowed?.size === 0 ? [] : [{ ...schema, types: allowed }];
  });
  const discriminated = members(node).discriminator !== undefined;
  // With a discriminator exactly one branch is meant, whatever the others would say.
  const exclusive = keyword === "oneOf" && !discriminated && !areApart(read);
  const { branches, nullable } = exclusive ? { branches: read, nullable: false } : simplify(read);
  const [only] = branches;
  let schema: Schema = emptySchema(node);
  if (only && branches.length === 1) schema = { ...only, node: only.node };
  else if (!only) schema = { ...schema, never: !nullable, types: new Set(), values: undefined };
  else {
    schema = {
      ...schema,
      types: branches.every((branch) => branch.types)
        ? typeSet(branches.flatMap((branch) => [...branch.types!]))
        : undefined,
      branches,
      exclusive,
      alternatives: listRule(node, keyword),
    };
  }
  return nullable ? withNull(schema) : schema;
}

/** Whether no value can match two of the branches. */
function areApart(branches: Schema[]): boolean {
  return branches.every((a, index) => branches.slice(index + 1).every((b) => areDisjoint(a, b)));
}

function simplify(all: Schema[]): { branches: Schema[]; nullable: boolean } {
  const branches = all
    .filter((branch) => !isNull(branch))
    .flatMap((branch) => (isBareList(branch) ? branch.branches : [branch]));
  return {
    branches: withoutCovered(
      withOneListOfTypes(withDocumentedValues(withOneListOfLiterals(branches))),
    ),
    nullable: branches.length < all.length && all.some(isNull),
  };
}

const isNull = ({ types, branches }: Schema) =>
  types?.size === 1 && types.has("null") && branches.length === 0;

/** Whether a schema says nothing beside its types, its values and its branches. */
export function isBare(schema: Schema): boolean {
  const { properties, required, limits, rules, additional, items } = schema;
  const own = properties.size + required.size + limits.size + rules.length;
  return own === 0 && additional === "open" && !items;
}

/** A list in a list: its branches are alternatives of the outer list. */
const isBareList = (branch: Schema) =>
  branch.branches.length > 0 && !branch.exclusive && !branch.discriminator && isBare(branch);

/** Branches that are nothing but types are one list of types. */
function withOneListOfTypes(branches: Schema[]): Schema[] {
  const isType = (branch: Schema) =>
    isBare(branch) &&
    branch.types !== undefined &&
    !branch.values &&
    branch.known.length + branch.branches.length === 0;
  const [first, ...others] = branches.filter(isType);
  if (!first || others.length === 0) return branches;
  const types = typeSet([first, ...others].flatMap((branch) => [...branch.types!]));
  return branches.flatMap((branch) =>
    branch === first ? [{ ...first, types }] : others.includes(branch) ? [] : [branch],
  );
}

const isLiterals = ({ values, branches, rules }: Schema) =>
  values !== undefined && branches.length + rules.length === 0;

function withOneListOfLiterals(branches: Schema[]): Schema[] {
  const literals = branches.filter(isLiterals);
  const [first] = literals;
  if (!first || literals.length < 2) return branches;
  const values = literals.flatMap((branch) => branch.values!);
  const merged = { ...first, values, types: typeSet(values.map(typeOf)) };
  return branches.flatMap((branch) =>
    branch === first ? [merged] : literals.includes(branch) ? [] : [branch],
  );
}

/** A list of values beside a branch that accepts any: they are documented, and no limit. */
function withDocumentedValues(branches: Schema[]): Schema[] {
  const listed = branches.find(isLiterals);
  const wider = listed && branches.find((branch) => acceptsAll(branch, listed.values!));
  if (!listed || !wider) return branches;
  const documented = { ...wider, known: listed.values!, valuesPointer: listed.valuesPointer };
  return branches.flatMap((branch) =>
    branch === listed ? [] : branch === wider ? [documented] : [branch],
  );
}

function acceptsAll(
  { types, values, limits, rules, branches, never }: Schema,
  list: unknown[],
): boolean {
  if (never || values || limits.size + rules.length + branches.length > 0 || !types) return false;
  return list.every((value) => coversTypes(types, new Set([typeOf(value)])));
}

/** Plain branches that another accepts anyway. Objects stay: what they document counts. */
function withoutCovered(branches: Schema[]): Schema[] {
  const isPlain = ({ types, rules }: Schema) =>
    types !== undefined && !types.has("object") && !types.has("array") && rules.length === 0;
  const kept: Schema[] = [];
  for (const [index, branch] of branches.entries()) {
    const others = [...kept, ...branches.slice(index + 1)];
    if (!isPlain(branch) || !others.some((other) => isPlain(other) && isWithin(branch, other)))
      kept.push(branch);
  }
  return kept;
}
