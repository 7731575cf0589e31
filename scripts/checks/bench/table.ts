import type { Row } from "./row.js";

/**
 * Renders rows as a Markdown table that also reads well on a terminal.
 *
 * @param titles The columns, key to title; those without a value are left out.
 */
export function renderTable(rows: Row[], titles: Record<string, string>): string {
  const columns = Object.keys(titles).filter((name) => rows.some((row) => row.values[name]));
  const head = ["", ...columns.map((name) => titles[name]!), "target", ""];
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
