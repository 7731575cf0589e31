import { readFile } from "node:fs/promises";
import { Failure, runMain } from "../lib/failure.js";
import { copyProject } from "./copy.js";
import { runStep } from "./run.js";
import { readSteps } from "./steps.js";

const heading = "Change the API in five steps";

// Ctrl-C reaches the commands too: the one that runs ends, the step fails, and the copy goes away.
process.on("SIGINT", () => {});

await runMain(async () => {
  const steps = readSteps(await readFile("CONTRIBUTING.md", "utf8"), heading);
  if (steps.length === 0) throw new Failure(`"## ${heading}" has no steps.`);
  const { root, remove } = await copyProject(process.cwd());
  try {
    for (const step of steps) {
      const where = `CONTRIBUTING.md:${step.line}`;
      const started = performance.now();
      const did = await runStep(root, step).catch((error: Error) => {
        throw error instanceof Failure ? new Failure(`✘ ${where}\n\n${error.message}`) : error;
      });
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`✔ ${where.padEnd(20)} ${did} (${seconds} s)`);
    }
  } finally {
    await remove();
  }
  console.log(`\nCONTRIBUTING.md is right: ${steps.length} steps done on a copy.`);
});
