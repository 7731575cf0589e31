import { existsSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const root = join(import.meta.dirname, "../../..");

/** The folders of what is changed, separated by commas. */
const mutated = process.env.STRYKER_FOLDERS?.split(",") ?? [];

const tests = {
  src: ["src/**/*.test.ts", "scripts/generate/validators.test.ts"],
  // Those beside what is changed, or else all: they take a minute.
  "contract-tests": mutated.some(hasTests)
    ? mutated.map((folder) => `${folder}/*.test.ts`)
    : ["contract-tests/**/*.test.ts"],
};

function hasTests(folder: string): boolean {
  // With stars, as of `src/**/*.ts`, it is none by itself.
  const path = join(root, folder);
  return existsSync(path) && readdirSync(path).some((name) => name.endsWith(".test.ts"));
}

/** The tests beside what is changed go first: they notice most, and the first that does ends the run. */
class NearestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isFar = ({ moduleId }: TestSpecification) => {
      const folder = dirname(relative(root, moduleId)).replaceAll("\\", "/");
      return Number(!mutated.includes(folder));
    };
    return files.sort((one, other) => isFar(one) - isFar(other));
  }
}

/** The tests that have to notice a change: not those that try thousands of schedules for each. */
export default defineConfig({
  test: {
    root,
    include: tests[process.env.STRYKER_TESTS as keyof typeof tests] ?? tests.src,
    exclude: [
      "src/**/*.explorer.test.ts",
      "src/**/*fault*.test.ts",
      "contract-tests/*.contract.test.ts",
      "contract-tests/engine/derive/growth.test.ts",
    ],
    sequence: { sequencer: NearestFirst },
    isolate: false,
    testTimeout: 120_000,
  },
});
