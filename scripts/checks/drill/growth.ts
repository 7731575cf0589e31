import { readdir, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { applyChange, type Step } from "./contributing.js";
import { grow, readFailure } from "./grow.js";

/** One way in which the API can grow. */
export interface GrowthStep {
  /** The name of its file, or where CONTRIBUTING.md says it. */
  name: string;
  /** The text of `openapi.yaml` after it. */
  apply(text: string): string;
  /** What the compiler has to name, where code cannot stay as it is. */
  breaks: string | undefined;
}

/** CONTRIBUTING.md's example, then every file in `steps/`. */
export async function readGrowth(contributing: readonly Step[]): Promise<GrowthStep[]> {
  const folder = new URL("./steps/", import.meta.url);
  const files = (await readdir(folder)).sort();
  const steps = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(new URL(file, folder), "utf8");
      return {
        name: basename(file, ".yaml"),
        apply: (document: string) => grow(document, text),
        breaks: readFailure(text),
      };
    }),
  );
  return [firstStep(contributing), ...steps];
}

/** The changes that come before the section's first command. */
function firstStep(contributing: readonly Step[]): GrowthStep {
  const end = contributing.findIndex(({ kind }) => kind === "run");
  const changes = contributing.slice(0, end).filter((step) => step.kind === "change");
  return {
    name: "01-contributing",
    apply: (text) =>
      changes.reduce((before, change) => applyChange(before, change.before, change.after), text),
    breaks: undefined,
  };
}
