import { cpus } from "node:os";
import { defineCommand } from "../../lib/command.js";
import { Failure, UsageFailure } from "../../lib/failure.js";
import { clientTitles } from "./peers.js";
import type { Row } from "./row.js";
import { measureBundles } from "./sections/bundle.js";
import { measureColdImport } from "./sections/cold-import.js";
import { measureContract, suiteTitles } from "./sections/contract.js";
import { measureConcurrency } from "./sections/concurrency.js";
import { generateTitles, measureGenerate } from "./sections/generate.js";
import { measureInstalls } from "./sections/install.js";
import { measureMemory } from "./sections/memory.js";
import { measureRequests } from "./sections/requests.js";
import { measureScaling } from "./sections/scaling.js";
import { renderTable } from "./table.js";
import { withWorkbench } from "./workbench.js";

const clientSections = {
  requests: measureRequests,
  import: measureColdImport,
  bundle: measureBundles,
  install: measureInstalls,
  memory: measureMemory,
  concurrency: measureConcurrency,
};
const suiteSections = { contract: measureContract, scaling: measureScaling };
const generateSections = { generate: measureGenerate };
const names = [clientSections, suiteSections, generateSections].flatMap(Object.keys);

export default defineCommand({
  name: "npm run bench",
  description: `Measures the client and the contract tests beside their peers, in one run on this machine, and
prints a table of each.`,
  options: {
    only: {
      type: "string",
      multiple: true,
      value: "<section>",
      description: `one of ${names.join(", ")}; may be repeated`,
    },
    check: { type: "boolean", description: "exit with 1 when a target is missed" },
  },
  notes: `Peers are installed into a scratch folder, which is removed. Times are medians, with the middle
half of all rounds in parentheses.`,
  needsGenerated: true,
  async run({ values: { only = names, check } }) {
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0)
      throw new UsageFailure(`--only is one of ${names.join(", ")}, not "${unknown.join(", ")}".`);
    const generateRows = await measure(generateSections, only, undefined);
    const suiteRows = await measure(suiteSections, only, undefined);
    const needsClients = Object.keys(clientSections).some((name) => only.includes(name));
    const clientRows = needsClients
      ? await withWorkbench((bench) => measure(clientSections, only, bench))
      : [];
    console.log(`Node ${process.versions.node}, ${process.platform}, ${cpus().length} cores`);
    if (clientRows.length > 0) console.log(`\n${renderTable(clientRows, clientTitles)}`);
    if (suiteRows.length > 0) console.log(`\n${renderTable(suiteRows, suiteTitles)}`);
    if (generateRows.length > 0) console.log(`\n${renderTable(generateRows, generateTitles)}`);
    const rows = [clientRows, suiteRows, generateRows].flat();
    const missed = rows.filter(({ target }) => target && !target.met);
    if (check && missed.length > 0) {
      throw new Failure(`\nTargets missed: ${missed.map(({ measure }) => measure).join("; ")}`);
    }
  },
});

/** Runs the sections that are asked for, one after the other. */
async function measure<Bench>(
  sections: Record<string, (bench: Bench) => Promise<Row[]>>,
  only: string[],
  bench: Bench,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, section] of Object.entries(sections)) {
    if (!only.includes(name)) continue;
    console.error(`measuring ${name} …`);
    rows.push(...(await section(bench)));
  }
  return rows;
}
