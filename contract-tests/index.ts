import { defineCommand, type Invocation } from "../scripts/lib/command.js";
import { UsageFailure } from "../scripts/lib/failure.js";
import { readSource } from "../scripts/lib/lint.js";
import { runTool } from "../scripts/lib/run-program.js";

const options = {
  testNamePattern: {
    type: "string",
    short: "t",
    value: "<id or pattern>",
    description: "only the cases whose id matches; short: -t",
  },
  list: { type: "boolean", description: "print the cases" },
  watch: { type: "boolean", description: "run again on every save" },
  shard: { type: "string", value: "<1/3>", description: "one of several shares of the cases" },
  reporter: {
    type: "string",
    multiple: true,
    value: "<junit>",
    description: "a reporter of vitest, such as junit, json or html; can be given more than once",
  },
  outputFile: { type: "string", value: "<file>", description: "where that reporter writes" },
} as const;

export default defineCommand({
  name: "npm run contract",
  description: "Tests every rule of the document on the Prism mock, which it starts itself.",
  options,
  notes:
    "It never leaves this machine, whatever is in the environment. For a real server: npm run contract:live",
  heedsSignal: true,
  async run({ root, values, signal }) {
    const args = toVitest(values);
    // Said here in a sentence; vitest would print where it was thrown.
    await readSource(root);
    const { exitCode } = await runTool("vitest/vitest.mjs", args, { cwd: root, inherit: true });
    signal.throwIfAborted();
    return exitCode;
  },
});

/** The arguments for vitest, whose options have the same names. */
export function toVitest({
  list,
  watch,
  shard,
  reporter = [],
  ...texts
}: Invocation<typeof options>["values"]): string[] {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(shard ?? "1/1") ?? [];
  if (!count || Number(index) > Number(count)) {
    throw new UsageFailure(`--shard must be a share such as 1/3, not "${shard}".`);
  }
  const mode = list ? "list" : watch ? "watch" : "run";
  const given = Object.entries({ ...texts, shard }).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}=${value}`],
  );
  // Vitest spreads files, and would refuse to spread one.
  if (shard !== undefined) given.push("--passWithNoTests");
  return [mode, "--project=contract", ...given, ...reporter.map((name) => `--reporter=${name}`)];
}
