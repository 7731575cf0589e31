import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { Resource } from "../../resources.js";
import type { Gap } from "../run/result.js";
import { type JsonType, type Located, list, typeOf } from "./schema.js";
import type { Validators } from "./validators.js";
import type { Views } from "./view.js";

/** What is read of a document once, for all of its operations. */
export interface Reading {
  document: OpenApiDocument;
  resources: readonly Resource[];
  validators: Validators;
  views: Views;
  gap(gap: Gap): void;
}

/** What the places of one operation share. */
export interface Context extends Reading {
  /** The literal values that some place of the body takes beside values of a type. */
  besides(type: JsonType): Iterable<unknown>;
  /** Says that some invalid case has to break the rule at this pointer. */
  expectBroken(pointer: string): void;
  /** Says that an invalid case breaks the rule at this pointer. */
  broken(pointer: string): void;
  /** Makes a gap of every rule that no case breaks. */
  reportUnbroken(): void;
}

/** @param body the schema of the operation's body, if it has one. */
export function createContext(reading: Reading, body: Located | undefined): Context {
  const expected = new Set<string>();
  const broken = new Set<string>();
  let literals: ReturnType<typeof literalsBeside> | undefined;
  return {
    ...reading,
    besides(type) {
      literals ??= literalsBeside(reading.views, body);
      return literals.get(type) ?? [];
    },
    expectBroken: (pointer) => expected.add(pointer),
    broken(pointer) {
      // Whoever breaks a rule inside of another one breaks that too.
      const end = (from: number) => pointer.lastIndexOf("/", from);
      for (let to = pointer.length; to > 0; to = end(to - 1)) broken.add(pointer.slice(0, to));
    },
    reportUnbroken() {
      for (const pointer of expected) {
        if (broken.has(pointer)) continue;
        const reason = "No request could be made that breaks this rule and no other.";
        reading.gap({ pointer, reason });
      }
    },
  };
}

/**
 * The literal values that some place in a schema takes beside a type: `auto` beside numbers. A server
 * that knows one there may well take it at every place of that type.
 */
function literalsBeside(
  views: Views,
  body: Located | undefined,
): ReadonlyMap<JsonType, ReadonlySet<unknown>> {
  const beside = new Map<JsonType, Set<unknown>>();
  for (const schema of body ? schemasIn(views, body) : []) {
    const types = views.types(schema);
    if (types.size < 2) continue;
    for (const literal of literalsOf(views, schema)) {
      for (const type of types) {
        if (type === typeOf(literal)) continue;
        beside.set(type, (beside.get(type) ?? new Set()).add(literal));
      }
    }
  }
  return beside;
}

/** A schema and all schemas inside of it, in document order, each once. */
function schemasIn(views: Views, root: Located): Iterable<Located> {
  const found = new Map<string, Located>();
  const visit = (located: Located | undefined) => {
    if (!located || found.has(located.pointer)) return;
    found.set(located.pointer, located);
    const { properties, additional, items, unions } = views.view(located);
    const options = unions.flatMap((union) => union.options);
    for (const inside of [...properties.values(), additional, items, ...options]) visit(inside);
  };
  visit(root);
  return found.values();
}

function literalsOf(views: Views, located: Located, above: string[] = []): unknown[] {
  if (above.includes(located.pointer)) return [];
  const { parts, unions } = views.view(located);
  const inside = [...above, located.pointer];
  return [
    ...parts.flatMap(({ schema }) => ("const" in schema ? [schema.const] : list(schema.enum))),
    ...unions.flatMap(({ options }) =>
      options.flatMap((option) => literalsOf(views, option, inside)),
    ),
  ];
}
