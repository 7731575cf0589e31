/** Code in a sentence or a table cell, whatever is in it. */
export function code(text: string): string {
  const flat = text.replaceAll(/\s*\n\s*/g, " ");
  const fence = "`".repeat(longestRun(flat, "`") + 1);
  const space = fence.length > 1 ? " " : "";
  return fence + space + flat + space + fence;
}

export function fence(language: string, text: string): string {
  const ticks = "`".repeat(Math.max(3, longestRun(text, "`") + 1));
  return `${ticks}${language}\n${text}\n${ticks}`;
}

export function json(value: unknown): string {
  return fence("json", JSON.stringify(value, null, 2));
}

/** JSON whose short parts stand on one line. */
export function shortJson(value: unknown): string {
  return fence("json", compact(value, ""));
}

function compact(value: unknown, indent: string): string {
  const flat = JSON.stringify(value);
  const isShort = flat.length + indent.length <= 70;
  if (typeof value !== "object" || value === null || isShort) return flat;
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + compact(item, inner));
    return `[\n${items.join(",\n")}\n${indent}]`;
  }
  const lines = Object.entries(value).map(
    ([name, item]) => `${inner}${JSON.stringify(name)}: ${compact(item, inner)}`,
  );
  return `{\n${lines.join(",\n")}\n${indent}}`;
}

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** The blocks that are not empty, a blank line between them. */
export function blocks(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join("\n\n");
}

/** The first sentence of a Markdown text without its marks, for titles and search engines. */
export function plain(markdown: string): string {
  const text = markdown.replaceAll(/[`*]|\]\([^)]*\)|\[/g, "").replaceAll(/\s+/g, " ");
  return /^.*?[.!?](?= [A-Z]|$)/.exec(text.trim())?.[0] ?? text.trim();
}

function cell(text: string): string {
  return text
    .trim()
    .replaceAll(/\s*\n\s*/g, " ")
    .replaceAll("|", "\\|");
}

function longestRun(text: string, mark: string): number {
  return Math.max(0, ...[...text.matchAll(new RegExp(`${mark}+`, "g"))].map(([run]) => run.length));
}
