import { defineCommand } from "../lib/command.js";
import { UsageFailure } from "../lib/failure.js";
import { runCommandFile, runTool } from "../lib/run-program.js";

interface Part {
  proves: string;
  /** A file of a command, or `vitest`; then its arguments. */
  line: [string, ...string[]];
}

/** Cheapest first. */
const parts: Record<string, Part> = {
  format: { proves: "every file is formatted", line: ["scripts/lint/format.ts", "--check"] },
  test: { proves: "what `npm test` proves", line: ["scripts/test/index.ts"] },
  commands: {
    proves: "every command does what it says",
    line: ["vitest", "--project", "commands"],
  },
  loops: { proves: "what watches follows every save", line: ["vitest", "--project", "loops"] },
  browser: {
    proves: "the docs hold in Chromium",
    line: [
      "vitest",
      "--config",
      "scripts/docs/browser/vitest.config.ts",
      "--exclude",
      "**/lighthouse.browser.ts",
    ],
  },
  lighthouse: {
    proves: "Lighthouse gives the docs at least 95 (it is fetched first)",
    line: ["vitest", "--config", "scripts/docs/browser/vitest.config.ts", "lighthouse"],
  },
  explorer: {
    proves: "a create keeps its promise under every schedule of four requests",
    line: ["vitest", "--project", "explorer"],
  },
  mutants: {
    proves: "the contract tests find every deviating server",
    line: ["contract-tests/mutants/index.ts"],
  },
  drill: {
    proves: "the API can change as CONTRIBUTING says",
    line: ["scripts/checks/drill/index.ts"],
  },
  vendor: { proves: "the vendor's client agrees", line: ["scripts/checks/vendor/index.ts"] },
  package: {
    proves: "the package works in every supported runtime",
    line: ["scripts/checks/package/index.ts"],
  },
};

const names = Object.keys(parts);
const width = Math.max(...names.map(({ length }) => length));

export default defineCommand({
  name: "npm run test:all",
  description: "Runs every proof of the project one after the other, in about half an hour.",
  options: {},
  needsGenerated: true,
  positionals: {
    name: "<part> ...",
    description: "only these",
    max: names.length,
  },
  notes: `Parts:\n${Object.entries(parts)
    .map(([name, { proves }]) => `  ${name.padEnd(width)}  ${proves}`)
    .join("\n")}`,
  heedsSignal: true,
  async run({ root, positionals, signal }) {
    const unknown = positionals.find((name) => !names.includes(name));
    if (unknown) throw new UsageFailure(`There is no part "${unknown}", but ${names.join(", ")}.`);
    const failed: string[] = [];
    for (const name of positionals.length > 0 ? positionals : names) {
      console.log(`\n${name}: ${parts[name]!.proves}`);
      if ((await runPart(root, parts[name]!)) !== 0) failed.push(name);
      signal.throwIfAborted();
    }
    console.log(failed.length > 0 ? `\nFailed: ${failed.join(", ")}` : "\nEverything holds.");
    return failed.length > 0 ? 1 : 0;
  },
});

async function runPart(root: string, { line: [file, ...args] }: Part): Promise<number> {
  const options = { cwd: root, inherit: true };
  const { exitCode } =
    file === "vitest"
      ? await runTool("vitest/vitest.mjs", ["run", ...args], options)
      : await runCommandFile(file, args, options);
  return exitCode;
}
