import { cp, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createFakeModels } from "../../../src/testing/fake-models.js";
import { defineCommand, givenPath } from "../../lib/command.js";
import { Failure } from "../../lib/failure.js";
import { createScratchProject } from "../../lib/scratch-project.js";
import { serveFetch } from "../../lib/serve.js";
import { jestChecks } from "./check-jest.js";
import { runtimeChecks } from "./check-runtimes.js";
import { tarballChecks } from "./check-tarball.js";
import { typeChecks } from "./check-types.js";
import { workerChecks } from "./check-worker.js";
import { runChecks } from "./outcome.js";
import { pack } from "./pack.js";
import { tools } from "./tools.js";

export default defineCommand({
  name: "package",
  description: `Packs the project and tries the tarball as users will: installed in a scratch project,
compiled by every supported TypeScript, run by every supported runtime.`,
  options: {
    only: { type: "string", default: "", description: "only checks whose name contains it" },
    keep: {
      type: "string",
      value: "<folder>",
      description: "put the tarball there when every check has passed",
    },
  },
  notes: "What the registry does not have for this machine is shown as skipped.",
  async run({ values: { only, keep } }) {
    const packed = await createScratchProject([]);
    const { fetch } = createFakeModels({ statuses: ["DEPLOYED"] });
    const server = await serveFetch(fetch);
    try {
      const tarball = await pack(packed.root);
      const failed = await tryTarball(tarball, server.url, only);
      if (failed === 0 && keep) await keepTarball(tarball, givenPath(keep));
      return failed > 0 ? 1 : 0;
    } finally {
      await server.close();
      await packed.remove();
    }
  },
});

/** @returns how many checks failed. */
async function tryTarball(tarball: string, url: string, only: string): Promise<number> {
  const consumer = await createScratchProject([tarball, `@types/node@${tools.nodeTypes}`]);
  try {
    await cp(new URL("./project/", import.meta.url), consumer.root, { recursive: true });
    await cp(join(consumer.root, "consumer.ts"), join(consumer.root, "consumer.cts"));
    const checks = [
      ...tarballChecks(consumer, tarball),
      ...typeChecks(consumer),
      ...runtimeChecks(consumer, url),
      ...jestChecks(consumer, url),
      ...workerChecks(consumer, url),
    ].filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
    if (checks.length === 0) throw new Failure(`No check's name contains "${only}".`);
    // Installing waits for the network and the disk, so more at once than there are cores.
    const outcomes = await runChecks(checks, 4);
    const count = (state: string) => outcomes.filter((one) => one.state === state).length;
    const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
    console.log(`${count("passed")} passed, ${count("failed")} failed${skipped}`);
    return count("failed");
  } finally {
    await consumer.remove();
  }
}

async function keepTarball(tarball: string, folder: string): Promise<void> {
  const kept = join(folder, basename(tarball));
  await mkdir(folder, { recursive: true });
  await cp(tarball, kept);
  console.log(kept);
}
