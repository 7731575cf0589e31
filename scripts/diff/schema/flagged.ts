import { child, children, members, type Node } from "../../lib/document/index.js";

/** Whether the schema or a part of its `allOf` says so. */
export function isFlagged(node: Node | undefined, flag: string, trail: string[] = []): boolean {
  if (!node || trail.includes(node.pointer)) return false;
  return (node.all ?? [node]).some((part) => {
    const { [flag]: value, allOf } = members(part);
    if (value === true || allOf === undefined) return value === true;
    const path = [...trail, node.pointer];
    return children(child(part, "allOf")).some((inner) => isFlagged(inner, flag, path));
  });
}
