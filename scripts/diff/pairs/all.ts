import { documentPairs } from "./documents.js";
import { type Edit, editPairs } from "./edits.js";
import { baseDocument, type Fixture } from "./fixture.js";
import { equalPairs, schemaPairs } from "./schemas.js";
import { verdictPairs } from "./verdicts.js";

/** Two documents, and the side on which their schema stands where only one is meant. */
export interface Pair {
  name: string;
  old: Fixture;
  next: Fixture;
}

/** The base document after some edits. */
export function edited(...edits: Edit[]): Fixture {
  const document = baseDocument();
  for (const edit of edits) edit(document);
  return document;
}

/** The base document with a schema for `Thing`, and with a schema that it may refer to. */
export function withThing(schema: unknown): Fixture {
  const document = baseDocument(schema);
  document.components.schemas.Text = { type: "string", maxLength: 5 };
  return document;
}

/** Every pair of this folder, as whole documents. */
export function allPairs(): Pair[] {
  const schemas = [
    ...schemaPairs.map(({ name, old, new: next }) => [name, old, next] as const),
    ...equalPairs,
    ...verdictPairs,
  ];
  const edits = [
    ...editPairs.map(([name, given, change]) => ({ name, given, change })),
    ...documentPairs.map(({ name, given = () => {}, change }) => ({ name, given, change })),
  ];
  return [
    ...schemas.map(([name, old, next]) => ({ name, old: withThing(old), next: withThing(next) })),
    ...edits.map(({ name, given, change }) => ({
      name,
      old: edited(given),
      next: edited(given, change),
    })),
  ];
}
