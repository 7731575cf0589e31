import type { RunResult } from "../run/result.js";
import { passed } from "./summary.js";
import { renderText } from "./text.js";
import { writeReports } from "./write.js";

/** Prints the verdict, writes the reports, and sets the exit code: 0 only if everything held. */
export async function finish(root: string, run: RunResult): Promise<void> {
  const colors = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
  console.log(renderText(run, { colors }));
  const files = await writeReports(root, run);
  console.log(`Reports: ${files.join(", ")}`);
  if (!passed(run)) process.exitCode = 1;
}
