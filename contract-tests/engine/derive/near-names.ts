import { type Candidate, type Position, refused } from "./position.js";
import { typical } from "./right-values.js";
import type { JsonObject } from "./schema.js";

/** Names that every object inherits in JavaScript: a server that looks them up finds something. */
const inherited = ["constructor", "__proto__", "toString"];
/** Names that some frameworks give a meaning of their own. */
const special = ["", "_private", "$where", "id", "status", "created"];

/**
 * A closed object with a property that it does not have, but whose name is one that lenient servers
 * overlook or take for another.
 *
 * @param base the smallest valid object.
 */
export function* nearNames(position: Position, base: JsonObject): Generator<Candidate> {
  const { view, properties } = position.place;
  const { closed: pointer } = view;
  if (pointer === undefined) return;
  const extra = (name: string, value: unknown, label = name, rest = base) => {
    const sample = {
      label: `unknown property: ${label}`,
      value: { ...rest, [name]: value },
      pointer,
    };
    return refused(position, sample, name);
  };
  for (const name of inherited) yield extra(name, "text");
  yield extra("unknown_null", null, "null");
  for (const name of position.instancePath === "" ? special : []) {
    if (!properties.has(name)) yield extra(name, "text", name || "an empty name");
  }
  const all = [...properties];
  const known = all.find(([name]) => !(name in base)) ?? all[0];
  if (!known) return;
  const [name, place] = known;
  // Not beside the right one: a server that takes it for that one would have two.
  const { [name]: _, ...rest } = base;
  for (const spelling of spellings(name)) {
    if (properties.has(spelling)) continue;
    yield extra(spelling, typical(place), `${name} as ${JSON.stringify(spelling)}`, rest);
  }
}

/** A name as another convention writes it. */
function spellings(name: string): Set<string> {
  const camel = name.replace(/_([a-z])/gi, (_, letter: string) => letter.toUpperCase());
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return new Set([name.toUpperCase(), ` ${name}`, camel, snake, name.replace(/_/g, "-")]);
}
