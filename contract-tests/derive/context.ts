import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { Gap } from "../run/result.js";
import { isObject, type Located, type View, view } from "./schema.js";
import type { Validators } from "./validators.js";

/** What the derivation of one operation's values works with. */
export interface Context {
  document: OpenApiDocument;
  validators: Validators;
  /** Whole example values, whose parts are the most natural sample values. */
  examples: unknown[];
  gap(gap: Gap): void;
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
