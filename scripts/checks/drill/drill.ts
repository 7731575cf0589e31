import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../lib/failure.js";
import { type Command, expectPieces, runCommand } from "./command.js";
import { applyChange, type Step } from "./contributing.js";
import type { Copy } from "./copy.js";
import type { GrowthStep } from "./growth.js";

/** What a person runs after a change of the API. */
const afterChange: Command[] = [
  { line: "npm run generate" },
  { line: "npm run typecheck" },
  { line: "npm test" },
  { line: "npm run contract" },
  { line: "npm run contract:mutants -- --grep security" },
  { line: "npm run docs" },
  { line: "npx vitest run --project commands scripts/docs" },
  { line: "npm run diff" },
];

/** Does what CONTRIBUTING.md says, and holds what is printed against what stands there. */
export async function followText(
  copy: Copy,
  steps: readonly Step[],
  stopping: AbortSignal,
): Promise<void> {
  console.log("CONTRIBUTING.md, as it stands there");
  for (const step of steps) {
    const title = `line ${step.line}`;
    if (step.kind === "run") {
      let said = "";
      for (const command of step.commands) {
        said += await timed(`${title}  ${describe(command)}`, () =>
          runCommand(copy, command, stopping),
        );
      }
      await timed(`${title}  prints what the text says`, async () =>
        expectPieces(said, step.expected),
      );
      continue;
    }
    const path = join(copy.root, step.file);
    await timed(`${title}  ${step.kind} ${step.file}`, async () =>
      writeFile(
        path,
        step.kind === "write"
          ? step.content
          : applyChange(await readFile(path, "utf8"), step.before, step.after),
      ),
    );
  }
}

/** Applies growth steps, then runs what follows. */
export async function growBy(
  copy: Copy,
  steps: readonly GrowthStep[],
  stopping: AbortSignal,
): Promise<void> {
  console.log(`\n${steps.map(({ name }) => name).join(", ")}`);
  const file = join(copy.root, "openapi/openapi.yaml");
  const before = await readFile(file, "utf8");
  await writeFile(
    file,
    steps.reduce((text, step) => step.apply(text), before),
  );
  const breaks = steps.flatMap((step) => step.breaks ?? []);
  if (breaks.length === 0) {
    for (const command of afterChange) {
      await timed(command.line, () => runCommand(copy, command, stopping));
    }
    return;
  }
  const generate = { line: "npm run generate" };
  await timed(generate.line, () => runCommand(copy, generate, stopping));
  const typecheck = { line: "npm run typecheck", fails: true };
  await timed(describe(typecheck), async () =>
    expectPieces(await runCommand(copy, typecheck, stopping), breaks),
  );
}

function describe({ line, fails }: Command): string {
  return fails ? `${line}, which fails` : line;
}

/** Does something and prints a line about it. */
async function timed<T>(title: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    const result = await work();
    console.log(`  ✔ ${title} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
    return result;
  } catch (error) {
    if (error instanceof Failure) console.log(`  ✘ ${title}`);
    throw error;
  }
}
