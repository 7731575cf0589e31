import { defineConfig } from "vitest/config";

const root = process.cwd();

export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        root,
        test: {
          name: "types",
          include: [],
          typecheck: { enabled: true, only: true, include: ["src/**/*.test-d.ts"] },
        },
      },
      {
        root,
        test: {
          name: "contract",
          include: ["contract-tests/**/*.test.ts"],
          testTimeout: 20_000,
        },
      },
    ],
  },
});
