import { child, entries, members, type Node, pointerTo } from "../../lib/document/index.js";
import { readLimits } from "./limits.js";
import { acceptsAll, looksNoFurther, readRules } from "./rules.js";
import { emptySchema, type Schema } from "./schema.js";
import { includes, typeSet } from "./values.js";

/** What a schema says by itself, without its parts and branches. */
export function readOwn(node: Node): Schema {
  const value = members(node);
  const items = child(node, "items");
  const tuple = value.prefixItems !== undefined || Array.isArray(items?.value);
  return {
    ...emptySchema(node),
    never: node.value === false || isAnything(child(node, "not")),
    types: readTypes(value.type),
    values: readValues(value),
    valuesPointer:
      "const" in value
        ? pointerTo(node, "const")
        : "enum" in value
          ? pointerTo(node, "enum")
          : node.pointer,
    properties: entries(child(node, "properties")),
    required: new Set(Array.isArray(value.required) ? value.required.map(String) : []),
    additional: readAdditional(node),
    items: tuple || isAnything(items) ? undefined : items,
    discriminator: child(node, "discriminator"),
    limits: readLimits(node),
    rules: readRules(node),
    readOnly: value.readOnly === true,
    writeOnly: value.writeOnly === true,
  };
}

function readValues(value: Record<string, unknown>): unknown[] | undefined {
  const list = Array.isArray(value.enum) ? value.enum : undefined;
  if (!("const" in value)) return list;
  return !list || includes(list, value.const) ? [value.const] : [];
}

function readTypes(type: unknown): Set<string> | undefined {
  if (type === undefined) return undefined;
  const types = typeSet((Array.isArray(type) ? type : [type]).map(String));
  return allTypes.every((one) => types.has(one)) ? undefined : types;
}

const allTypes = ["null", "boolean", "number", "string", "array", "object"];

function readAdditional(node: Node): Schema["additional"] {
  const keyword = looksNoFurther(node) ? "unevaluatedProperties" : "additionalProperties";
  const additional = child(node, keyword);
  if (additional?.value === false || isAnything(child(additional, "not"))) return "closed";
  return !additional || isAnything(additional) ? "open" : additional;
}

const isAnything = (node: Node | undefined) => acceptsAll(node?.value);
