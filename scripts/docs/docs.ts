import { buildDocs, type DocsFile } from "./build.js";

/**
 * `npm run docs`, in the project at `root`.
 *
 * @throws Failure when the docs cannot be built.
 */
export async function docs(root: string, print: (text: string) => void) {
  const { files } = await buildDocs(root);
  const pages = files.filter(({ name }) => name.endsWith(".html") && name !== "interactive.html");
  const [heaviest] = pages.sort((one, other) => other.gzipBytes - one.gzipBytes);
  print(`dist/docs: ${pages.length} pages, the heaviest ${size(heaviest!)}`);
  print(`dist/docs/${size(files.find(({ name }) => name === "interactive.html")!)}`);
  print("\nOpen dist/docs/index.html, or run `npm run docs:preview`.");
}

function size({ name, bytes, gzipBytes }: DocsFile): string {
  return `${name}  ${kilobytes(bytes)} (${kilobytes(gzipBytes)} gzipped)`;
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
}
