import { append, child, componentsUsedBy, entries, type Node } from "../../lib/document/index.js";
import { sameSchema } from "../schema/same.js";
import { sameTree } from "../schema/tree.js";
import { sideBySide } from "../schema/values.js";
import { type Differences, endsAt } from "./difference.js";

/**
 * Components that no operation uses, on one side or on both: the others were compared where they are
 * used. A schema is also a type that code can import.
 */
export function compareComponents(old: Node, next: Node, found: Differences): void {
  const [usedBefore, usedAfter] = [old, next].map(({ document }) =>
    componentsUsedBy(document, [{ ...document, components: undefined }]),
  );
  const [before, after] = [old, next].map((root) => entries(child(root, "components")));
  const renamed = new Set(
    found
      .list()
      .flatMap((one) =>
        one.rule === "schema-renamed" ? [one.old!.pointer, one.new!.pointer] : [],
      ),
  );
  for (const [kind, olds, news] of sideBySide(before!, after!)) {
    for (const [name, from, to] of sideBySide(entries(olds), entries(news))) {
      const pointer = append("#/components", kind, name);
      const isTold =
        from && to
          ? usedBefore!.has(pointer) && usedAfter!.has(pointer) && kind !== "examples"
          : to
            ? usedAfter!.has(pointer)
            : usedBefore!.has(pointer) && kind !== "schemas";
      if (!isTold && !renamed.has(pointer)) compareComponent(kind, name, from, to, found);
    }
  }
}

function compareComponent(
  kind: string,
  name: string,
  from: Node | undefined,
  to: Node | undefined,
  found: Differences,
): void {
  const ends = endsAt(from, to);
  const verb = !from ? "added" : to ? "changed" : "removed";
  if (kind !== "schemas") {
    if (from && to && sameTree(from, to)) return;
    const message = `unused \`${kind}\` component ${name} ${verb}`;
    found.add("unused-component-changed", message, ends, "documentation");
  } else if (!to) found.add("schema-removed", `schema ${name} removed`, ends);
  else if (!from || !sameSchema(from, to)) {
    found.add("unused-schema-changed", `schema ${name}, which no operation uses, ${verb}`, ends);
  }
}
