import { complete } from "./complete.js";
import { type Context, rule, viewOf } from "./context.js";
import { naturalText, samples } from "./samples.js";
import { allowedTypes, isObject, type JsonObject, type Located } from "./schema.js";

/** The value that fills a place which the case is not about: small and natural. */
export function typical(context: Context, located: Located, path: readonly string[]): unknown {
  if (allowedTypes(context.document, located).has("object")) return minimal(context, located, path);
  const natural = naturalText(context, located, path);
  if (natural !== undefined) return natural;
  const all = samples(context, located, path).map(({ value }) => value);
  const found = all.findIndex((value) => !Array.isArray(value) || value.length > 0);
  if (all.length > 0) return all[Math.max(0, found)];
  context.gap({
    pointer: located.pointer,
    reason: "No valid value could be made for this schema: give it an example.",
  });
  return null;
}

/**
 * The smallest valid value: of an object, the required properties only.
 *
 * @param except the pointer of a union that is left out, to be chosen from by the caller.
 */
export function minimal(
  context: Context,
  located: Located,
  path: readonly string[],
  except?: string,
): unknown {
  return fill(context, located, path, "required", [], except);
}

/** Every property at once, all the way down. */
export function maximal(context: Context, located: Located, path: readonly string[]): unknown {
  return fill(context, located, path, "all", []);
}

function fill(
  context: Context,
  located: Located,
  path: readonly string[],
  which: "required" | "all",
  above: readonly string[],
  except?: string,
): unknown {
  if (!allowedTypes(context.document, located).has("object")) {
    return typical(context, located, path);
  }
  const { properties, required, unions, additional } = viewOf(context, located);
  const inside = [...above, located.pointer];
  // A schema that refers back to itself has to end somewhere.
  const wanted = above.includes(located.pointer) ? "required" : which;
  let value: JsonObject = {};
  for (const { options, pointer } of unions) {
    if (pointer === except) continue;
    const part = options[0] && fill(context, options[0].located, path, wanted, inside);
    if (!isObject(part)) return part;
    value = { ...value, ...part };
  }
  for (const [name, property] of properties) {
    if (name in value || (wanted === "required" && !required.has(name))) continue;
    value[name] = fill(context, property, [...path, name], wanted, inside);
  }
  const least = Number(rule(context, located, "minProperties")?.value ?? 0);
  for (const [name, property] of properties) {
    if (Object.keys(value).length >= least) break;
    if (!(name in value)) value[name] = typical(context, property, [...path, name]);
  }
  for (const name of required.keys()) {
    if (name in value) continue;
    value[name] = additional ? typical(context, additional, [...path, name]) : "text";
  }
  return complete(context, located, value, path);
}
