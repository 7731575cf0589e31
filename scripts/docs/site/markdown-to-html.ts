import MarkdownIt, { type Token } from "markdown-it";

/** A place in a page that a link can lead to. */
export interface Anchor {
  id: string;
  /** What stands there: a heading, a property, a value. */
  name: string;
  kind: "heading" | "row" | "value";
  /** All the text of it; of a heading, the JSON that it stands over. */
  text: string;
}

const labels: Record<string, string> = {
  ts: "TypeScript",
  sh: "Shell",
  python: "Python",
  json: "JSON",
  text: "Output",
  diff: "Difference",
};

/**
 * Renders the Markdown of a page. HTML in it is shown as text. Headings, table rows and list items
 * that begin with a name get ids.
 *
 * @param link Makes the address of a link that begins with `/`.
 * @param ids Ids that are given: the text of a row's first cell → its id.
 */
export function markdownToHtml(
  markdown: string,
  link: (target: string) => string,
  ids: Map<string, string> = new Map(),
): { html: string; anchors: Anchor[] } {
  const parser = new MarkdownIt({ html: false });
  const tokens = parser.parse(markdown, {});
  const anchors = nameAnchors(tokens, ids);
  for (const token of tokens.flatMap(({ children }) => children ?? [])) {
    const attribute = { link_open: "href", image: "src" }[token.type];
    const target = attribute === undefined ? "" : String(token.attrGet(attribute));
    if (target.startsWith("/")) token.attrSet(attribute!, link(target));
  }
  parser.renderer.rules.table_open = () => '<div class="table"><table>\n';
  parser.renderer.rules.table_close = () => "</table></div>\n";
  parser.renderer.rules.code_inline = (all, index) =>
    `<code>${breakable(parser.utils.escapeHtml(all[index]!.content))}</code>`;
  parser.renderer.rules.fence = (all, index) => {
    const { info, content } = all[index]!;
    const label = content.startsWith("curl ") ? "curl" : (labels[info] ?? info);
    // Programs stand side by side; what a program prints stands under it.
    const isProgram = (offset: number) => {
      const token = all[index + offset];
      return token?.type === "fence" && token.info !== "text";
    };
    const opening = isProgram(0) && isProgram(1) && !isProgram(-1) ? '<div class="samples">' : "";
    const closing = isProgram(0) && isProgram(-1) && !isProgram(1) ? "</div>\n" : "";
    // What scrolls must be reachable with the keyboard.
    return `${opening}<figure class="code"><figcaption>${label}</figcaption><pre tabindex="0" role="group" aria-label="${label} code"><code>${parser.utils.escapeHtml(content)}</code></pre></figure>\n${closing}`;
  };
  return { html: parser.renderer.render(tokens, parser.options, {}), anchors };
}

/** Gives ids to what a link may want to lead to. */
function nameAnchors(tokens: Token[], ids: Map<string, string>): Anchor[] {
  const anchors: Anchor[] = [];
  const taken = new Set<string>();
  let section = "";
  tokens.forEach((token, index) => {
    const kind = kindOf(token);
    if (!kind || tokens[index - 1]?.type === "thead_open") return;
    const inline = tokens.slice(index, index + 4).find(({ type }) => type === "inline");
    const [first] = (inline?.children ?? []).filter(({ content }) => content !== "");
    if (!inline || !first || (kind === "value" && first.type !== "code_inline")) return;
    const name = kind === "heading" ? plainText(inline) : first.content;
    const wanted =
      ids.get(name) ?? (kind === "heading" ? slug(name) : name.replaceAll(unsafeInId, "-"));
    const id =
      [wanted, `${section}.${wanted}`].find((one) => !taken.has(one)) ??
      `${section}.${wanted}.${index}`;
    taken.add(id);
    if (kind === "heading") section = id;
    token.attrSet("id", id);
    const below = tokens[index + 3];
    const isOverJson = kind === "heading" && below?.type === "fence" && below.info === "json";
    const text = isOverJson ? below.content.replaceAll(/\s+/g, " ") : textOf(tokens, index);
    anchors.push({ id, name, kind, text });
  });
  return anchors;
}

/** Lets a long name break where its words end. */
function breakable(html: string): string {
  return html.replaceAll(/(?<=\w)(?:[./]|_(?=\w{3}))/g, "$&<wbr>");
}

function kindOf({ type, tag }: Token): Anchor["kind"] | undefined {
  if (type === "heading_open") return "heading";
  if (type === "list_item_open") return "value";
  return type === "tr_open" && tag === "tr" ? "row" : undefined;
}

/** The text from an opening token to its closing one. */
function textOf(tokens: Token[], start: number): string {
  const closing = tokens[start]!.type.replace("_open", "_close");
  const length = tokens.slice(start).findIndex(({ type }) => type === closing);
  return tokens
    .slice(start, start + length)
    .filter(({ type }) => type === "inline")
    .map(plainText)
    .join(" ");
}

function plainText({ children }: Token): string {
  return (children ?? [])
    .map(({ content, type }) => (type === "softbreak" ? " " : content))
    .join("");
}

/** White space, and what HTML or an address escapes. */
const unsafeInId = /[\s"'&<>`\\#%?]+/g;

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}
