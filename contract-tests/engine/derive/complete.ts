import { typical } from "./build.js";
import { type Context, viewOf } from "./context.js";
import { samples } from "./samples.js";
import type { JsonObject, Located, View } from "./schema.js";

/**
 * Adds to an object what its schema asks for because of what is there already: where an `if` holds,
 * its `then`; where it does not, its `else`; and the properties that others depend on.
 *
 * @param pinned a property that is under test and stays as it is.
 */
export function complete(
  context: Context,
  located: Located,
  value: JsonObject,
  path: readonly string[],
  pinned?: string,
): JsonObject {
  const view = viewOf(context, located);
  const result = { ...value };
  for (const condition of view.conditions) {
    const holds = context.validators.interpret(condition.if, result);
    const asked = holds ? condition.consequence : condition.alternative;
    if (asked) satisfy(context, view, asked, result, path, pinned);
  }
  for (const { schema } of view.parts) {
    const dependencies = (schema.dependentRequired ?? {}) as Record<string, string[]>;
    for (const [trigger, names] of Object.entries(dependencies)) {
      if (!(trigger in result)) continue;
      for (const name of names) {
        const own = view.properties.get(name);
        if (name === pinned || name in result || !own) continue;
        result[name] = typical(context, own, [...path, name]);
      }
    }
  }
  return result;
}

/** Changes the properties of which `asked` says more than the object's own schema. */
function satisfy(
  context: Context,
  view: View,
  asked: Located,
  result: JsonObject,
  path: readonly string[],
  pinned: string | undefined,
): void {
  const { required, properties } = viewOf(context, asked);
  const { interpret } = context.validators;
  for (const name of new Set([...required.keys(), ...properties.keys()])) {
    if (name === pinned || (!(name in result) && !required.has(name))) continue;
    const schemas = [properties.get(name), view.properties.get(name)].filter(
      (schema) => schema !== undefined,
    );
    const fits = (value: unknown) => schemas.every((schema) => interpret(schema, value));
    if (name in result && fits(result[name])) continue;
    const place = [...path, name];
    const values = schemas.flatMap((schema) => [
      ...samples(context, schema, place).map(({ value }) => value),
      typical(context, schema, place),
    ]);
    const found = values.findIndex(fits);
    if (found >= 0) result[name] = values[found];
  }
}
