import type { Differences } from "./difference.js";
import { child, type Node, rootNode } from "./node.js";

/** The name of a component schema, which is the name of its exported type. */
export function componentName(node: Node): string | undefined {
  return /^#\/components\/schemas\/([^/]+)$/.exec(node.pointer)?.[1];
}

/** A component that bears another name now; inlined or taken out, a schema means the same. */
export function compareNames(old: Node, next: Node, found: Differences): void {
  const [before, after] = [componentName(old), componentName(next)];
  if (before === undefined || after === undefined || before === after) return;
  if (child(rootNode(next.document), "components", "schemas", before)) return;
  found.add("schema-renamed", `schema ${before} renamed to ${after}`, {
    old: { pointer: old.pointer },
    new: { pointer: next.pointer },
  });
}
