import { documentPairs } from "./documents.js";
import { type Edit, editPairs } from "./edits.js";
import { baseDocument, type Fixture } from "./fixture.js";
import { equalPairs, schemaPairs } from "./schemas.js";
import { verdictPairs } from "./verdicts.js";

/** Two documents. */
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

/** The pairs that are about one schema, which stands in a request and in an answer. */
export function schemaDocuments(): Pair[] {
  const pairs = [
    ...schemaPairs.map(({ name, old, new: next }) => [name, old, next] as const),
    ...equalPairs,
    ...verdictPairs,
  ];
  return pairs.map(([name, old, next]) => ({ name, old: withThing(old), next: withThing(next) }));
}

/** The pairs that are about anything else in a document. */
export function otherDocuments(): Pair[] {
  const pairs = [
    ...editPairs.map(([name, given, change]) => ({ name, given, change })),
    ...documentPairs.map(({ name, given = () => {}, change }) => ({ name, given, change })),
  ];
  return pairs.map(({ name, given, change }) => ({
    name,
    old: edited(given),
    next: edited(given, change),
  }));
}
