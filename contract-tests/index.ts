import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { defineCommand, givenPath, type Invocation } from "../scripts/lib/command.js";
import { readCurrentDocument } from "../scripts/lib/current-document.js";
import { Failure, troubleWith, UsageFailure } from "../scripts/lib/failure.js";
import { runTool } from "../scripts/lib/run-program.js";
import { deriveCases } from "./engine/derive/index.js";
import { renderList } from "./engine/report/list.js";
import { readSelection, selectionOptions, selectionPositionals } from "./engine/run/arguments.js";
import { selectCases } from "./engine/run/select.js";

const options = {
  ...selectionOptions,
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

type Values = Invocation<typeof options>["values"];

export default defineCommand({
  name: "npm run contract",
  description: "Tests every rule of the document on the Prism mock, which it starts itself.",
  options,
  positionals: selectionPositionals,
  notes:
    "It never leaves this machine, whatever is in the environment. For a real server: npm run contract:live",
  heedsSignal: true,
  async run({ root, values, positionals, signal }) {
    const selection = readSelection(values.grep, positionals);
    // What is wrong is said here in a sentence; vitest would print where it was thrown.
    const { cases } = deriveCases(await readCurrentDocument(root));
    const chosen = selectCases(cases, selection);
    if (values.list) return console.log(renderList(chosen));
    const args = await toVitest(values);
    const env = { OPENPIPE_CONTRACT_GREP: selection.grep ?? "" };
    const vitest = { cwd: root, inherit: true, env };
    const { exitCode } = await runTool("vitest/vitest.mjs", args, vitest);
    signal.throwIfAborted();
    return exitCode;
  },
});

/** The arguments for vitest, whose options have the same names. */
export async function toVitest({
  watch,
  shard,
  reporter = [],
  outputFile,
}: Omit<Values, "list">): Promise<string[]> {
  const args = [watch ? "watch" : "run", "--project=contract"];
  // Vitest spreads files, and would refuse to spread one.
  if (shard !== undefined) args.push(`--shard=${readShard(shard)}`, "--passWithNoTests");
  if (reporter.length > 0) await expectReporters(reporter);
  args.push(...reporter.map((name) => `--reporter=${name}`));
  if (outputFile === undefined) return args;
  if (reporter.length !== 1) throw new UsageFailure("--outputFile needs one --reporter.");
  // The report goes to the file, so the verdict has the terminal.
  return [...args, `--outputFile=${await makeWritable(outputFile)}`, `--reporter=${verdict}`];
}

const verdict = "contract-tests/engine/vitest/reporter.ts";

function readShard(shard: string): string {
  const [, index, count] = /^([1-9]\d*)\/([1-9]\d*)$/.exec(shard) ?? [];
  if (count && Number(index) <= Number(count)) return shard;
  throw new UsageFailure(`--shard must be a share such as 1/3, not "${shard}".`);
}

async function expectReporters(names: readonly string[]): Promise<void> {
  const { ReportersMap } = await import("vitest/node");
  const known = [...Object.keys(ReportersMap), "html"];
  for (const name of names) {
    if (known.includes(name)) continue;
    throw new UsageFailure(`--reporter is one of ${known.join(", ")}, not "${name}".`);
  }
}

/** The file that a person named, in a folder that there is. */
async function makeWritable(file: string): Promise<string> {
  if (file === "") throw new UsageFailure("--outputFile is empty.");
  const path = givenPath(file);
  try {
    await mkdir(dirname(path), { recursive: true });
  } catch (error) {
    throw new Failure(`${dirname(path)} cannot be a folder: ${troubleWith(error)}`);
  }
  if ((await stat(path).catch(() => undefined))?.isDirectory()) {
    throw new UsageFailure(`--outputFile ${file} is a folder, not a file.`);
  }
  return path;
}
