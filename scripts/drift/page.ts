import { isObject, type JsonObject, parseJsonOrYaml, parseOpenApi } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";

/** A document that the vendor publishes, and the operation that its page is about. */
export interface Publication {
  name: string;
  document: JsonObject;
  /** `post /models`; `undefined`: the document is about all of its operations. */
  operation: string | undefined;
}

/**
 * Reads what the vendor publishes: an OpenAPI document, or the Markdown form of a page of its
 * reference, which holds one in a block.
 *
 * @throws Failure that says what the text is instead.
 */
export function readPublication(text: string, name: string): Publication {
  if (!isMarkdown(text)) {
    refuseOlderForm(text, name);
    return { name, document: parseOpenApi(text, name), operation: undefined };
  }
  const blocks = findBlocks(text, name);
  const [block] = blocks;
  if (!block) {
    throw new Failure(
      `${name} has no OpenAPI block, such as one that begins with "\`\`\`yaml post /models".`,
    );
  }
  if (blocks.length > 1) {
    throw new Failure(`${name} has ${blocks.length} OpenAPI blocks. Give pages with one each.`);
  }
  refuseOlderForm(block.text, name);
  return { name, document: parseOpenApi(block.text, name), operation: block.operation };
}

const fence = /^ {0,3}(`{3,}|~{3,})[ \t]*([^\r\n`]*)\r?$/;

/** JSON and YAML documents of OpenAPI begin with a key; a fence in them stands within a text. */
function isMarkdown(text: string): boolean {
  if (/^\s*[{<]/.test(text) || /^["']?(openapi|swagger)["']?\s*:/m.test(beforeFence(text)))
    return false;
  return /^#{1,6} |^>/m.test(text) || text.split("\n").some((line) => fence.test(line));
}

function beforeFence(text: string): string {
  const lines = text.replace(/^\ufeff/, "").split("\n");
  const first = lines.findIndex((line) => fence.test(line));
  return lines.slice(0, first < 0 ? undefined : first).join("\n");
}

interface Block {
  text: string;
  operation: string | undefined;
}

/** The blocks whose fence names an operation, or that begin like an OpenAPI document. */
function findBlocks(text: string, name: string): Block[] {
  const blocks: Block[] = [];
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const [, marks, info] = fence.exec(lines[index]!) ?? [];
    if (marks === undefined) continue;
    const closes = (line: string) => {
      const [, other, more] = fence.exec(line) ?? [];
      return (
        other !== undefined &&
        more!.trim() === "" &&
        other[0] === marks[0] &&
        other.length >= marks.length
      );
    };
    const length = lines.slice(index + 1).findIndex(closes);
    if (length < 0) throw new Failure(`${name}: the block of line ${index + 1} has no end.`);
    const content = lines.slice(index + 1, index + 1 + length).join("\n");
    const named = /^(?:ya?ml|json)\s+([a-z]+)\s+(\/\S*)/i.exec(info!.trim());
    const operation = named ? `${named[1]!.toLowerCase()} ${named[2]}` : undefined;
    if (operation || /^\s*\{?\s*["']?openapi["']?\s*:/.test(content))
      blocks.push({ text: content, operation });
    index += length + 1;
  }
  return blocks;
}

/** The vendor's pages had `paths` with `path`, `method`, `request` and `response`, which is no OpenAPI. */
function refuseOlderForm(text: string, name: string): void {
  if (/^\s*\{?\s*["']?openapi/m.test(text) || !/^\s*\{?\s*["']?paths["']?\s*:/m.test(text)) return;
  const value = parseJsonOrYaml(text, name);
  const paths = isObject(value) ? value.paths : undefined;
  const first: unknown = Array.isArray(paths) ? paths[0] : paths;
  if (!isObject(first) || !("method" in first) || !("path" in first)) return;
  throw new Failure(
    `${name} has the older form of the vendor's pages (\`paths\` with \`path\`, \`method\`, \`request\` and \`response\`), which is no OpenAPI document. Fetch the page again: its block begins with \`openapi: 3\` today.`,
  );
}
