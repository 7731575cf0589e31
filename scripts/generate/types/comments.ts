import ts from "typescript";

/**
 * Rewrites the docstring of a node as openapi-typescript made it, so that the description is its
 * text. Tags that repeat the type go.
 */
export function rewriteDocstring<T extends ts.Node>(node: T): T {
  const comments = ts.getSyntheticLeadingComments(node);
  if (!comments?.length) return node;
  return ts.setSyntheticLeadingComments(
    node,
    comments.flatMap((comment) => {
      const lines = docstring(entriesOf(comment.text));
      if (!lines[0]) return [];
      const text =
        lines.length === 1
          ? `* ${lines[0]} `
          : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
      return [{ ...comment, text }];
    }),
  );
}

/** What openapi-typescript wrote, item by item: it indents the further lines of an item. */
function entriesOf(comment: string): string[] {
  const entries: string[] = [];
  for (const line of comment.split("\n").map((text) => text.replace(/^ ?\* ?/, ""))) {
    if (line.startsWith("    ")) entries.push(`${entries.pop()}\n${line.slice(4)}`);
    else if (line.trim()) entries.push(line.trim());
  }
  return entries;
}

function docstring(entries: string[]): string[] {
  const isTag = (entry: string) => entry.startsWith("@") && !entry.startsWith("@description ");
  const isFormat = (entry: string) => entry.startsWith("Format: ");
  const texts = entries.filter((entry) => !isTag(entry));
  const paragraphs = [
    ...texts
      .filter((entry) => !isFormat(entry))
      .map((text) => text.replace(/^@description /, "").replace(/^@/gm, "\\@")),
    ...texts.filter(isFormat),
    entries
      .filter(isTag)
      .filter((tag) => !/^@(enum|constant)\b/.test(tag))
      .join("\n"),
  ];
  return paragraphs
    .filter((paragraph) => paragraph)
    .join("\n\n")
    .split("\n");
}
