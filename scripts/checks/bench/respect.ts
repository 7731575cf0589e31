import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../lib/failure.js";
import { runRedocly } from "../../lib/redocly.js";
import { createTemporaryFolder } from "../../lib/temporary-folder.js";

/** What Redocly Respect said of a server. */
export interface RespectRun {
  checks: number;
  /** Whether it found nothing wrong. */
  passed: boolean;
  /** Its own reckoning, without the start of its process. */
  milliseconds: number;
}

/** Redocly Respect with the workflows that it derives from the document. */
export interface Respect {
  run(server: { url: string; token: string }): Promise<RespectRun>;
  remove(): Promise<void>;
}

/** Lets Redocly write its workflows into a scratch folder. */
export async function createRespect(root: string): Promise<Respect> {
  const folder = await createTemporaryFolder("respect");
  const workflows = join(folder.path, "arazzo.yaml");
  const report = join(folder.path, "report.json");
  const { exitCode, output } = await runRedocly(root, [
    "generate-arazzo",
    join(root, "generated/openapi.json"),
    `--output-file=${workflows}`,
  ]);
  if (exitCode !== 0) throw new Failure(output);
  return {
    async run({ url, token }) {
      await rm(report, { force: true });
      const { exitCode } = await runRedocly(root, [
        "respect",
        workflows,
        `--json-output=${report}`,
        `--server=openapi=${url}`,
        `--input=bearerAuth=${token}`,
      ]);
      return { ...readReport(await readFile(report, "utf8")), passed: exitCode === 0 };
    },
    remove: folder.remove,
  };
}

function readReport(text: string): Omit<RespectRun, "passed"> {
  const { files } = JSON.parse(text) as {
    files: Record<string, { totalTimeMs: number; executedWorkflows: Workflow[] }>;
  };
  const [file] = Object.values(files);
  const steps = file?.executedWorkflows.flatMap(({ executedSteps }) => executedSteps) ?? [];
  return {
    checks: steps.flatMap(({ checks }) => checks).length,
    milliseconds: file?.totalTimeMs ?? Number.NaN,
  };
}

interface Workflow {
  executedSteps: { checks: unknown[] }[];
}
