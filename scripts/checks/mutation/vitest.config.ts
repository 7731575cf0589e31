import { join } from "node:path";
import { defineConfig } from "vitest/config";

const tests = {
  src: ["src/**/*.test.ts", "scripts/generate/validators.test.ts"],
  "contract-tests": ["contract-tests/**/*.test.ts"],
};

/** The tests that have to notice a change: not those that try thousands of schedules for each. */
export default defineConfig({
  test: {
    root: join(import.meta.dirname, "../../.."),
    include: tests[process.env.STRYKER_TESTS as keyof typeof tests] ?? tests.src,
    exclude: [
      "src/**/*.explorer.test.ts",
      "src/**/*fault*.test.ts",
      // Loads all of src/ in its tests, so that they alone would be asked about what is made on loading.
      "src/http/no-store.test.ts",
      "contract-tests/*.contract.test.ts",
    ],
    isolate: false,
    testTimeout: 30_000,
  },
});
