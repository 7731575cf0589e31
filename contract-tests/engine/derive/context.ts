import { append, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { Gap } from "../run/result.js";
import type { Operation } from "./operation.js";
import { isObject, type JsonType, type Located, type View, view } from "./schema.js";
import { literalsBeside } from "./special-values.js";
import type { Validators } from "./validators.js";

/** What the derivation of one operation's values works with. */
export interface Context {
  document: OpenApiDocument;
  validators: Validators;
  /** Whole example values, whose parts are the most natural sample values. */
  examples: unknown[];
  /** The literal values that some place of the body takes beside values of a type. */
  besides(type: JsonType): Iterable<unknown>;
  /** The schemas of items that are being made, so that one of itself ends somewhere. */
  itemsAbove: string[];
  gap(gap: Gap): void;
  /** Says that some invalid case has to break the rule at this pointer. */
  expectBroken(pointer: string): void;
  /** Says that an invalid case breaks the rule at this pointer. */
  broken(pointer: string): void;
}

/** A context for the values of one operation. */
export function createContext(
  document: OpenApiDocument,
  validators: Validators,
  { body }: Operation,
  gap: (gap: Gap) => void,
): Context & { reportUnbroken(): void } {
  const expected = new Set<string>();
  const broken = new Set<string>();
  let literals: ReturnType<typeof literalsBeside> | undefined;
  const context: ReturnType<typeof createContext> = {
    document,
    validators,
    gap,
    itemsAbove: [],
    examples: body?.examples.map(({ value }) => value) ?? [],
    besides(type) {
      literals ??= literalsBeside(context, body?.schema);
      return literals.get(type) ?? [];
    },
    expectBroken: (pointer) => expected.add(pointer),
    broken: (pointer) => broken.add(pointer),
    reportUnbroken() {
      for (const pointer of expected) {
        if ([...broken].some((other) => other === pointer || other.startsWith(`${pointer}/`))) {
          continue;
        }
        gap({ pointer, reason: "No request could be made that breaks this rule and no other." });
      }
    },
  };
  return context;
}

const views = new WeakMap<OpenApiDocument, Map<string, View>>();

/** `view`, remembered. */
export function viewOf({ document }: Context, located: Located): View {
  let known = views.get(document);
  if (!known) {
    known = new Map();
    views.set(document, known);
  }
  let found = known.get(located.pointer);
  if (!found) {
    found = view(document, located);
    known.set(located.pointer, found);
  }
  return found;
}

/** What the named examples hold at a path, `*` standing for any array index. */
export function exampleValues({ examples }: Context, path: readonly string[]): unknown[] {
  return path.reduce<unknown[]>(
    (nodes, token) =>
      nodes.flatMap((node) => {
        if (Array.isArray(node)) return token === "*" ? node : [];
        return isObject(node) && token in node ? [node[token]] : [];
      }),
    examples,
  );
}

/** The first value of a keyword among the parts of a schema. */
export function rule(context: Context, located: Located, keyword: string) {
  for (const { schema, pointer } of viewOf(context, located).parts) {
    if (keyword in schema) return { value: schema[keyword], pointer: append(pointer, keyword) };
  }
  return undefined;
}

export function keywordPointer(
  context: Context,
  located: Located,
  keyword: string,
): string | undefined {
  return rule(context, located, keyword)?.pointer;
}
