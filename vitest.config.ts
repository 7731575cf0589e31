import { defineConfig } from "vitest/config";
import { ContractSequencer } from "./contract-tests/engine/vitest/sequencer.js";
import { guardReporter } from "./scripts/lib/output.js";

guardReporter();

const root = import.meta.dirname;

// A worker keeps what it has loaded (Ajv, the compiler, the derived cases) for its next file: a third
// less work. What a test changes for all, it puts back.
const isolate = false;

export default defineConfig({
  root,
  test: {
    maxWorkers: "100%",
    sequence: { sequencer: ContractSequencer },
    reporters: [
      "./contract-tests/engine/vitest/reporter.ts",
      ...(process.env.GITHUB_ACTIONS === "true" ? ["github-actions"] : []),
    ],
    forceRerunTriggers: ["**/openapi/**"],
    projects: [
      {
        root,
        test: {
          name: "unit",
          isolate,
          include: ["{src,scripts,contract-tests}/**/*.test.ts"],
          exclude: ["contract-tests/*.contract.test.ts"],
          // Generous: a busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // What watches and serves until it is stopped. Apart from `npm test`, because waiting for a
        // file system takes its time: `npm run test:all -- loops`.
        root,
        test: { name: "loops", include: ["scripts/**/*.loop.ts"], testTimeout: 60_000 },
      },
      {
        // Whole commands, as processes of their own: `npm run test:all -- commands`.
        root,
        test: {
          name: "commands",
          include: ["{scripts,contract-tests}/**/*.command.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // All schedules of a create, deeper than in `npm test`: `npm run test:all -- explorer`.
        root,
        test: {
          name: "explorer",
          include: ["src/**/*.explorer.test.ts"],
          env: { EXPLORER: "deep" },
        },
      },
      {
        // The cases that are derived from the document, on the mock: `npm run contract`.
        root,
        test: {
          name: "contract",
          include: ["contract-tests/*.contract.test.ts"],
          globalSetup: "contract-tests/engine/vitest/serve-mock.ts",
          testTimeout: 60_000,
        },
      },
    ],
  },
});
