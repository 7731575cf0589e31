import { deriveCases } from "../engine/derive/index.js";
import { isObject, type JsonObject } from "../engine/derive/schema.js";
import { documentWith } from "./document.js";

/** What is derived from a body's schema: bodies by the case's name, without the operation's. */
export function bodiesOf(schema: JsonObject, schemas: JsonObject = {}) {
  const { cases, gaps } = deriveCases(documentWith(schema, { schemas }));
  const inGroup = (group: string) =>
    Object.fromEntries(
      cases
        .filter((each) => each.group === group)
        .map(({ id, request }) => [
          id.replace("createThing / ", ""),
          (request.body!.content as { json: unknown }).json,
        ]),
    );
  return { valid: inGroup("valid"), invalid: inGroup("invalid"), gaps };
}

/** The same for the schema of a property `p`: its values, by the case's name without the property's. */
export function valuesOf(property: JsonObject) {
  const { valid, invalid, gaps } = bodiesOf({ type: "object", properties: { p: property } });
  const values = (bodies: JsonObject) =>
    Object.fromEntries(
      Object.entries(bodies)
        .filter(([, body]) => isObject(body) && "p" in body)
        .map(([name, body]) => [name.replace(/^p \/ /, ""), (body as JsonObject).p]),
    );
  return { valid: values(valid), invalid: values(invalid), gaps };
}
