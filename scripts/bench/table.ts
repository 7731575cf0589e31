import { clientNames, clients } from "./peers.js";
import type { Row } from "./row.js";

/** Renders rows as a Markdown table that also reads well on a terminal. */
export function renderTable(rows: Row[]): string {
  const columns = clientNames.filter((name) => rows.some((row) => row.values[name]));
  const head = ["", ...columns.map((name) => clients[name].title), "target", ""];
  const lines = rows.map(({ measure, values, target }) => [
    measure,
    ...columns.map((name) => values[name] ?? ""),
    target?.text ?? "",
    target ? (target.met ? "met" : "MISSED") : "",
  ]);
  const widths = head.map((_, at) =>
    Math.max(3, ...[head, ...lines].map((line) => line[at]?.length ?? 0)),
  );
  const render = (line: string[]) =>
    `| ${line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [render(head), render(rule), ...lines.map(render)].join("\n");
}
