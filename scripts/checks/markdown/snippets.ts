/** A fenced code block of a Markdown text. */
export interface Snippet {
  language: string;
  code: string;
  /** Line of the opening fence, counted from 1. */
  line: number;
}

/** The fenced code blocks of a Markdown text, in order. */
export function readSnippets(markdown: string): Snippet[] {
  const snippets: Snippet[] = [];
  for (const match of markdown.matchAll(/^```(\w*)\n(.*?)^```$/gms)) {
    const line = markdown.slice(0, match.index).split("\n").length;
    snippets.push({ language: match[1]!, code: match[2]!, line });
  }
  return snippets;
}

/** The npm scripts that a shell snippet runs: `npm start`, `npm test`, `npm run <name>`. */
export function npmScripts(code: string): string[] {
  return [...code.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(
    ([, run, shorthand]) => (run ?? shorthand)!,
  );
}
