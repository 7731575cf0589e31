import { readFile } from "node:fs/promises";
import { defineCommand } from "../../lib/command.js";
import { readSteps } from "./contributing.js";
import { copyProject } from "./copy.js";
import { followText, growBy } from "./drill.js";
import { type GrowthStep, readGrowth } from "./growth.js";

export default defineCommand({
  name: "drill",
  description: "Follows CONTRIBUTING.md, then lets the API grow, in a copy of the project.",
  options: {
    each: { type: "boolean", description: "growth step by growth step; default: in few steps" },
  },
  heedsSignal: true,
  async run({ root, values, signal }) {
    const heading = "Change the API in five steps";
    const text = readSteps(await readFile("CONTRIBUTING.md", "utf8"), heading);
    const growth = await readGrowth(text);
    const copy = await copyProject(root);
    try {
      await followText(copy, text, signal);
      await copy.reset();
      for (const steps of values.each ? growth.map((step) => [step]) : inTwo(growth)) {
        await growBy(copy, steps, signal);
        await copy.commit();
      }
    } finally {
      await copy.remove();
    }
  },
});

/** The first step, then the others that break nothing at once, then each that breaks something. */
function inTwo([first, ...others]: GrowthStep[]): GrowthStep[][] {
  const breaking = others.filter(({ breaks }) => breaks !== undefined);
  return [[first!], others.filter((step) => !breaking.includes(step)), ...breaking.map((s) => [s])];
}
