import { type Context, viewOf } from "./context.js";
import { allowedTypes, type JsonType, type Located, list, typeOf } from "./schema.js";

/**
 * The literal values that some place in a schema takes beside a type: `auto` beside numbers. A server
 * that knows one there may well take it at every place of that type.
 */
export function literalsBeside(
  context: Context,
  root: Located | undefined,
): ReadonlyMap<JsonType, ReadonlySet<unknown>> {
  const beside = new Map<JsonType, Set<unknown>>();
  for (const place of root ? placesIn(context, root) : []) {
    const types = [...allowedTypes(context.document, place)];
    if (types.length < 2) continue;
    for (const literal of literals(context, place)) {
      for (const type of types) {
        if (type === typeOf(literal)) continue;
        beside.set(type, (beside.get(type) ?? new Set()).add(literal));
      }
    }
  }
  return beside;
}

function* placesIn(
  context: Context,
  located: Located,
  seen = new Set<string>(),
): Generator<Located> {
  if (seen.has(located.pointer)) return;
  seen.add(located.pointer);
  yield located;
  const { properties, additional, items, unions } = viewOf(context, located);
  const options = unions.flatMap((union) => union.options.map((option) => option.located));
  for (const inside of [...properties.values(), additional, items, ...options]) {
    if (inside) yield* placesIn(context, inside, seen);
  }
}

function literals(context: Context, located: Located): unknown[] {
  const { parts, unions } = viewOf(context, located);
  return [
    ...parts.flatMap(({ schema }) => ("const" in schema ? [schema.const] : list(schema.enum))),
    ...unions.flatMap(({ options }) =>
      options.flatMap((option) => literals(context, option.located)),
    ),
  ];
}
