import { cpus } from "node:os";
import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";
import type { Row } from "./row.js";
import { measureBundles } from "./sections/bundle.js";
import { measureColdImport } from "./sections/cold-import.js";
import { measureConcurrency } from "./sections/concurrency.js";
import { measureInstalls } from "./sections/install.js";
import { measureMemory } from "./sections/memory.js";
import { measureRequests } from "./sections/requests.js";
import { renderTable } from "./table.js";
import { withWorkbench } from "./workbench.js";

const sections = {
  requests: measureRequests,
  import: measureColdImport,
  bundle: measureBundles,
  install: measureInstalls,
  memory: measureMemory,
  concurrency: measureConcurrency,
};
const names = Object.keys(sections) as (keyof typeof sections)[];

const usage = `Measures this client beside its peers, in one run on this machine, and prints a table.

  npm run bench [-- --only <section>] [--check]

  --only   one of ${names.join(", ")}; may be repeated
  --check  exit with 1 when a target is missed

Peers are installed into a scratch folder, which is removed. Times are medians, with the middle
half of all rounds in parentheses.`;

await runMain(async () => {
  const { only, check, help } = readArguments();
  if (help) return console.log(usage);
  const rows = await withWorkbench(async (bench) => {
    const rows: Row[] = [];
    for (const name of only) {
      console.error(`measuring ${name} …`);
      rows.push(...(await sections[name](bench)));
    }
    return rows;
  });
  console.log(`Node ${process.versions.node}, ${process.platform}, ${cpus().length} cores\n`);
  console.log(renderTable(rows));
  const missed = rows.filter(({ target }) => target && !target.met);
  if (check && missed.length > 0) {
    throw new Failure(`\nTargets missed: ${missed.map(({ measure }) => measure).join("; ")}`);
  }
});

function readArguments() {
  try {
    const { values } = parseArgs({
      options: {
        only: { type: "string", multiple: true },
        check: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    });
    const unknown = values.only?.filter((name) => !(names as string[]).includes(name)) ?? [];
    if (unknown.length > 0) {
      throw new Error(`There is no section "${unknown.join('", "')}" in the benchmark.`);
    }
    return { ...values, only: values.only ? names.filter((n) => values.only?.includes(n)) : names };
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
}
