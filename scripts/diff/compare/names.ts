import { child, type Node, rootNode } from "../../lib/document/index.js";
import { componentName } from "../schema/discriminator.js";
import { type Differences, endsAt } from "./difference.js";

/** A component that bears another name now; inlined or taken out, a schema means the same. */
export function compareNames(old: Node, next: Node, found: Differences): void {
  const [before, after] = [componentName(old), componentName(next)];
  if (before === undefined || after === undefined || before === after) return;
  if (child(rootNode(next.document), "components", "schemas", before)) return;
  found.add("schema-renamed", `schema ${before} renamed to ${after}`, endsAt(old, next));
}
