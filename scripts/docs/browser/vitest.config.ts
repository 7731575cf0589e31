import { defineConfig } from "vitest/config";
import { guardReporter } from "../../lib/output.js";

guardReporter();

// Apart from the other tests: these need a Chromium.
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ["scripts/docs/browser/**/*.browser.ts"],
    // Generous: a busy machine takes seconds for one page, and a wait ends as soon as it can.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
