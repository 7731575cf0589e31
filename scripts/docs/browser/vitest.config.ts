import { defineConfig } from "vitest/config";

// Apart from the other tests: these need a Chromium.
export default defineConfig({
  root: process.cwd(),
  test: {
    include: ["scripts/docs/browser/**/*.browser.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
