import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArguments } from "../lib/arguments.js";
import { Failure, runMain } from "../lib/failure.js";
import { type Command, expectPieces, runCommand } from "./command.js";
import { applyChange, readSteps, type Step } from "./contributing.js";
import { type Copy, copyProject } from "./copy.js";
import { type GrowthStep, readGrowth } from "./growth.js";

const usage = `Usage: npm run test:drill              the five steps of CONTRIBUTING.md, then the first and all growth steps
       npm run test:drill -- --each    growth step by growth step

It works on a copy of the project, of which it edits nothing but openapi/.`;

/** What a person runs after a change of the API. */
const afterChange: Command[] = [
  { line: "npm run generate" },
  { line: "npm run typecheck" },
  { line: "npm test" },
  { line: "npm run contract" },
  { line: "npm run contract:mutants -- --grep security" },
  { line: "npm run docs" },
  { line: "npm run test:commands -- scripts/docs" },
  { line: "npm run diff" },
];

const stopping = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stopping.abort());

await runMain(async () => {
  const options = { each: { type: "boolean", default: false } } as const;
  const { each } = parseArguments({ options }, usage).values;
  const heading = "Change the API in five steps";
  const text = readSteps(await readFile("CONTRIBUTING.md", "utf8"), heading);
  const growth = await readGrowth(text);
  const copy = await copyProject(process.cwd());
  try {
    await followText(copy, text);
    await copy.reset();
    for (const steps of each ? growth.map((step) => [step]) : inTwo(growth)) {
      await growBy(copy, steps);
      await copy.commit();
    }
  } finally {
    await copy.remove();
  }
});

/** The first step, then the others that break nothing at once, then each that breaks something. */
function inTwo([first, ...others]: GrowthStep[]): GrowthStep[][] {
  const breaking = others.filter(({ breaks }) => breaks !== undefined);
  return [[first!], others.filter((step) => !breaking.includes(step)), ...breaking.map((s) => [s])];
}

/** Does what CONTRIBUTING.md says, and holds what is printed against what stands there. */
async function followText(copy: Copy, steps: readonly Step[]): Promise<void> {
  console.log("CONTRIBUTING.md, as it stands there");
  for (const step of steps) {
    const title = `line ${step.line}`;
    if (step.kind === "run") {
      let said = "";
      for (const command of step.commands) {
        said += await timed(`${title}  ${describe(command)}`, () =>
          runCommand(copy, command, stopping.signal),
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
async function growBy(copy: Copy, steps: readonly GrowthStep[]): Promise<void> {
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
      await timed(command.line, () => runCommand(copy, command, stopping.signal));
    }
    return;
  }
  const generate = { line: "npm run generate" };
  await timed(generate.line, () => runCommand(copy, generate, stopping.signal));
  const typecheck = { line: "npm run typecheck", fails: true };
  await timed(describe(typecheck), async () =>
    expectPieces(await runCommand(copy, typecheck, stopping.signal), breaks),
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
