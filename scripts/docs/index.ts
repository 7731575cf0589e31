import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";
import { buildDocs } from "./build.js";

const usage = "Usage: npm run docs    render openapi/ into dist/docs/";

await runMain(async () => {
  try {
    parseArgs({ options: {} });
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
  const { files } = await buildDocs(process.cwd());
  for (const { name, bytes, gzipBytes } of files) {
    console.log(`dist/docs/${name}  ${kilobytes(bytes)} (${kilobytes(gzipBytes)} gzipped)`);
  }
  console.log("\nOpen dist/docs/index.html, or run `npm run docs:preview`.");
});

function kilobytes(bytes: number): string {
  return `${Math.ceil(bytes / 1000).toLocaleString("en")} kB`;
}
