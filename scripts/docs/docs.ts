import { parseArguments } from "../lib/arguments.js";
import { buildDocs } from "./build.js";

const usage = "Usage: npm run docs    render openapi/ into dist/docs/";

/**
 * `npm run docs`, in the project at `root`.
 *
 * @throws Failure when there is an argument, or when the docs cannot be built.
 */
export async function docs(root: string, args: string[], print: (text: string) => void) {
  parseArguments({ args, options: {} }, usage);
  const { files } = await buildDocs(root);
  for (const { name, bytes, gzipBytes } of files) {
    print(`dist/docs/${name}  ${kilobytes(bytes)} (${kilobytes(gzipBytes)} gzipped)`);
  }
  print("\nOpen dist/docs/index.html, or run `npm run docs:preview`.");
}

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
}
