import { Failure } from "../lib/failure.js";
import { renderAll } from "./render.js";
import { findStale, writeGenerated } from "./write.js";

/**
 * Makes `generated/` what the document gives.
 *
 * @returns the names of the files that changed.
 * @throws Failure when the document is invalid; `generated/` is then as it was.
 */
export async function generate(root: string): Promise<string[]> {
  return writeGenerated(root, await renderAll(root));
}

/** @throws Failure that names what in `generated/` is not what the document gives. */
export async function checkGenerated(root: string): Promise<void> {
  const stale = await findStale(root, await renderAll(root));
  if (stale.length === 0) return;
  const lines = stale.map(({ name, reason }) => `generated/${name}: ${reason}`);
  throw new Failure(`${lines.join("\n")}\n\nRun \`npm run generate\` and commit the result.`);
}
