import { readFile } from "node:fs/promises";
import { parseArguments } from "../../lib/arguments.js";
import { runMain } from "../../lib/failure.js";
import { readSteps } from "./contributing.js";
import { copyProject } from "./copy.js";
import { followText, growBy } from "./drill.js";
import { type GrowthStep, readGrowth } from "./growth.js";

const usage = `Usage: npm run test:drill              the five steps of CONTRIBUTING.md, then the first and all growth steps
       npm run test:drill -- --each    growth step by growth step

It works on a copy of the project.`;

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
    await followText(copy, text, stopping.signal);
    await copy.reset();
    for (const steps of each ? growth.map((step) => [step]) : inTwo(growth)) {
      await growBy(copy, steps, stopping.signal);
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
