import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { typecheck } from "./typecheck.js";

test("ends the compiler when the loop is stopped", async () => {
  const root = await mkdtemp(join(tmpdir(), "openpipe-models-typecheck-"));
  try {
    await writeFile(join(root, "tsconfig.json"), "{}");
    const stopping = new AbortController();
    const compiled = typecheck(root, root, stopping.signal);
    stopping.abort();
    expect(await compiled).toContain("tsc ended");
  } finally {
    await rm(root, { recursive: true });
  }
});
