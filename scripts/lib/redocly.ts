import { type Finished, runTool } from "./run-program.js";

// Redocly frames what it has to say about itself, such as which Node it will support next year.
const boxedNotice = /^\s*╔[^╝]*╝\s*$/gm;
// It also advises to ignore all problems for good.
const advice = /^run `redocly lint --generate-ignore-file`.*$/gm;

/**
 * Runs the Redocly CLI in `root`, without telemetry and without a look for updates.
 *
 * @param signal Ends it.
 */
export async function runRedocly(
  root: string,
  args: string[],
  signal?: AbortSignal,
): Promise<Finished> {
  const { exitCode, output } = await runTool("@redocly/cli/bin/cli.js", args, {
    cwd: root,
    ...(signal && { signal }),
    env: { REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
  });
  return { exitCode, output: output.replace(boxedNotice, "").replace(advice, "").trim() };
}
