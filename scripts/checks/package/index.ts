import { cp, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { createFakeModels } from "../../../src/testing/fake-models.js";
import { parseArguments } from "../../lib/arguments.js";
import { Failure, runMain } from "../../lib/failure.js";
import { createScratchProject } from "../../lib/scratch-project.js";
import { serveFetch } from "../../lib/serve-fetch.js";
import { jestChecks } from "./check-jest.js";
import { runtimeChecks } from "./check-runtimes.js";
import { tarballChecks } from "./check-tarball.js";
import { typeChecks } from "./check-types.js";
import { workerChecks } from "./check-worker.js";
import { runChecks } from "./outcome.js";
import { pack } from "./pack.js";
import { tools } from "./tools.js";

const usage = `Packs the project and tries the tarball as users will: installed in a scratch project,
compiled by every supported TypeScript, run by every supported runtime.

  npm run test:package [-- --only <part of a check's name>] [--keep <folder>]

  --keep  put the tarball into a folder when every check has passed

What the registry does not have for this machine is shown as skipped. Exit code 0 only when no
check failed.`;

await runMain(async () => {
  const { only, keep, help } = readArguments();
  if (help) return console.log(usage);
  const packed = await createScratchProject([]);
  const { fetch } = createFakeModels({ statuses: ["DEPLOYED"] });
  const server = await serveFetch(fetch);
  try {
    const tarball = await pack(packed.root);
    const consumer = await createScratchProject([tarball, `@types/node@${tools.nodeTypes}`]);
    try {
      await cp(new URL("./project/", import.meta.url), consumer.root, { recursive: true });
      await cp(join(consumer.root, "consumer.ts"), join(consumer.root, "consumer.cts"));
      const checks = [
        ...tarballChecks(consumer, tarball),
        ...typeChecks(consumer),
        ...runtimeChecks(consumer, server.url),
        ...jestChecks(consumer, server.url),
        ...workerChecks(consumer, server.url),
      ].filter(({ name }) => name.toLowerCase().includes(only.toLowerCase()));
      if (checks.length === 0) throw new Failure(`No check's name contains "${only}".`);
      // Installing waits for the network and the disk, so more at once than there are cores.
      const outcomes = await runChecks(checks, 4);
      const count = (state: string) => outcomes.filter((one) => one.state === state).length;
      const skipped = count("skipped") > 0 ? `, ${count("skipped")} skipped` : "";
      console.log(`${count("passed")} passed, ${count("failed")} failed${skipped}`);
      if (count("failed") > 0) process.exitCode = 1;
      else if (keep) await keepTarball(tarball, keep);
    } finally {
      await consumer.remove();
    }
  } finally {
    await server.close();
    await packed.remove();
  }
});

async function keepTarball(tarball: string, folder: string): Promise<void> {
  const kept = join(folder, basename(tarball));
  await mkdir(folder, { recursive: true });
  await cp(tarball, kept);
  console.log(kept);
}

function readArguments() {
  const options = {
    only: { type: "string", default: "" },
    keep: { type: "string" },
    help: { type: "boolean", short: "h" },
  } as const;
  return parseArguments({ options }, usage).values;
}
