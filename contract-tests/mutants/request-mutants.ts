import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { Schema } from "../derive/schema.js";
import { requestSchema } from "../reference-server/request-schema.js";
import { resource } from "../resource.js";
import { loosenings } from "./loosenings.js";
import type { Mutant } from "./mutant.js";
import { anyOfForOneOf, places, replaceAt } from "./places.js";
import { tightenings } from "./tightenings.js";

/** A change of the schema at one place, and what it means for the server. */
export interface SchemaChange {
  name: string;
  schema: unknown;
  /** The property of the place that it is about, if it is about one. */
  property?: string;
}

/** Servers that accept a create that the document forbids, or refuse one that it allows. */
export function* requestMutants(document: OpenApiDocument): Generator<Mutant> {
  const tree = anyOfForOneOf(requestSchema(document)) as Schema;
  for (const place of places(tree)) {
    for (const [kind, changes] of [
      ["request loosened", loosenings(place)],
      ["request tightened", tightenings(place)],
    ] as const) {
      for (const { name, schema, property } of changes) {
        const where = place.name === "body" ? [] : [place.name];
        yield {
          id: [kind, place.name, name].join(" / "),
          class: kind,
          deviation: { requestSchema: replaceAt(tree, place.pointer, () => schema) },
          hint: {
            prefix: [resource.create, ...where].join(" / ") + joint(place.name, property),
            group: kind === "request loosened" ? "invalid" : "valid",
          },
        };
      }
    }
  }
}

/** How the name of a property follows that of its object in case ids. */
function joint(place: string, property: string | undefined): string {
  if (property === undefined) return "";
  // Within a branch or the body, its properties come after a slash.
  return place === "body" || !place.includes(" / ") ? ` / ${property}` : `.${property}`;
}
