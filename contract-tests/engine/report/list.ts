import type { ContractCase } from "../case.js";
import { count } from "./summary.js";

/** The cases' ids by group. */
export function renderList(cases: readonly ContractCase[]): string {
  const groups = new Map<string, string[]>();
  for (const { group, id } of cases) groups.set(group, [...(groups.get(group) ?? []), id]);
  const lines = [...groups].flatMap(([group, ids]) => [
    `${group} (${ids.length})`,
    ...ids.map((id) => `  ${id}`),
    "",
  ]);
  return [...lines, count(cases.length, "case")].join("\n");
}
