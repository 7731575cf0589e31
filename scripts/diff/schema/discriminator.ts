import {
  child,
  extensionsOf,
  members,
  type Node,
  rootOf,
  tokensOf,
} from "../../lib/document/index.js";
import { tagsOf } from "./prove.js";
import type { Schema } from "./schema.js";
import { stableJson } from "./values.js";

/** The name of a component schema, which is the name of its exported type. */
export function componentName(node: Node): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(node.pointer)?.[1];
}

const tagOf = ({ discriminator }: Schema) => String(members(discriminator).propertyName);

/** The values that lead to a branch: those of the mapping, else its constant tag, else its name. */
export function valuesFor(schema: Schema, branch: Schema): string[] {
  const name = componentName(branch.node);
  const mapped = mappingOf(schema)
    .filter(([, target]) => target === branch.node.pointer || target === name)
    .map(([value]) => stableJson(value));
  if (mapped.length > 0) return mapped.sort();
  return [tagsOf(branch).get(tagOf(schema)) ?? stableJson(name ?? null)];
}

function mappingOf({ discriminator }: Schema): [string, string][] {
  return Object.entries((members(discriminator).mapping ?? {}) as Record<string, string>);
}

/** Values of the mapping that lead to none of the branches. */
export function strayValues(schema: Schema): string[] {
  if (schema.branches.length === 0) return [];
  const targets = schema.branches.flatMap(({ node }) => [node.pointer, componentName(node)]);
  return mappingOf(schema).flatMap(([value, target]) =>
    targets.includes(target) ? [] : [`${value}: ${stableJson(target)}`],
  );
}

/** Whether constant tags tell the branches apart by themselves, as the discriminator does. */
export function isEvident(schema: Schema): boolean {
  const tag = tagOf(schema);
  return (
    schema.branches.length > 0 &&
    schema.branches.every((branch) => {
      const constant = tagsOf(branch).get(tag);
      return constant !== undefined && String(valuesFor(schema, branch)) === constant;
    })
  );
}

/** Schemas that only a discriminator leads to: by its mapping, or because they extend its schema. */
export function subtypesOf(schema: Schema): Map<string, Node> {
  const subtypes = new Map<string, Node>();
  if (!schema.discriminator || schema.branches.length > 0) return subtypes;
  const schemas = child(rootOf(schema.node), "components", "schemas");
  const mapped = new Set<string>();
  for (const [value, target] of mappingOf(schema)) {
    const name = target.replace(/^#\/components\/schemas\//, "");
    const node = child(schemas, name);
    if (node) subtypes.set(value, node);
    mapped.add(name);
  }
  for (const pointer of extensionsOf(schema.node.document, schema.node.pointer)) {
    const [, , name] = tokensOf(pointer);
    if (!mapped.has(name!)) subtypes.set(name!, child(schemas, name!)!);
  }
  return subtypes;
}

export function sameDiscriminator(a: Schema, b: Schema): boolean {
  const text = (schema: Schema) =>
    !schema.discriminator || isEvident(schema)
      ? ""
      : stableJson([
          tagOf(schema),
          schema.branches.map((branch) => String(valuesFor(schema, branch))).sort(),
          [...subtypesOf(schema).keys()].sort(),
        ]);
  return text(a) === text(b);
}
