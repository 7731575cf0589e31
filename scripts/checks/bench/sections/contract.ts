import { type Mutant, mutantClasses } from "../../../../contract-tests/mutants/mutant.js";
import { deriveMutants } from "../../../../contract-tests/mutants/derive.js";
import { runMutant } from "../../../../contract-tests/mutants/run.js";
import { createReferenceSuite } from "../../../../contract-tests/mutants/suite.js";
import { startReferenceServer } from "../../../../contract-tests/reference-server/server.js";
import { readCurrentDocument } from "../../../lib/current-document.js";
import type { OpenApiDocument } from "../../../lib/document/index.js";
import { createRespect, type Respect } from "../respect.js";
import type { Row } from "../row.js";

/** The columns of the contract tests' table. */
export const suiteTitles = { ours: "npm run contract", respect: "Redocly Respect 2.77.0" };
type Suite = keyof typeof suiteTitles;

/** Deviating servers of each class that both suites are tried on. */
const samples = 5;

/**
 * The contract tests beside Redocly Respect (the workflows that it derives itself), both on the
 * reference server and on the same deviating servers. Respect needs only fail to count as having
 * found a deviation; ours has to name it.
 */
export async function measureContract(): Promise<Row<Suite>[]> {
  const root = process.cwd();
  const document = await readCurrentDocument(root);
  const respect = await createRespect(root);
  try {
    return [
      ...(await compareSpeed(document, respect)),
      await compareKills(document, respect, sample(deriveMutants(document))),
    ];
  } finally {
    await respect.remove();
  }
}

async function compareSpeed(document: OpenApiDocument, respect: Respect): Promise<Row<Suite>[]> {
  const suite = createReferenceSuite(document);
  await suite.run();
  const ours = await suite.run();
  const server = await startReferenceServer(document);
  const theirs = await respect.run(server).finally(() => server.close());
  const judged = ours.results.filter(({ outcome }) => outcome !== "skipped").length;
  const perSecond = (count: number, milliseconds: number) => (count / milliseconds) * 1000;
  const rate = perSecond(judged, ours.durationMs);
  return [
    {
      measure: "cases (Respect: checks)",
      values: { ours: `${judged}`, respect: `${theirs.checks}` },
      target: { text: "at least 400", met: judged >= 400 },
    },
    {
      measure: "on the reference server: cases (checks) per second",
      values: {
        ours: rate.toFixed(0),
        respect: perSecond(theirs.checks, theirs.milliseconds).toFixed(0),
      },
      target: { text: "over 1,000", met: rate > 1000 },
    },
  ];
}

async function compareKills(
  document: OpenApiDocument,
  respect: Respect,
  mutants: Mutant[],
): Promise<Row<Suite>> {
  const suite = createReferenceSuite(document);
  const killed = { ours: 0, respect: 0 };
  for (const mutant of mutants) {
    if ((await runMutant(suite, mutant)).outcome === "killed") killed.ours++;
    const server = await startReferenceServer(document, mutant.deviation);
    const { passed } = await respect.run(server).finally(() => server.close());
    if (!passed) killed.respect++;
  }
  return {
    measure: `deviating servers found, ${samples} of each of ${mutantClasses.length} classes`,
    values: {
      ours: `${killed.ours} of ${mutants.length}`,
      respect: `${killed.respect} of ${mutants.length}`,
    },
    target: { text: "all", met: killed.ours === mutants.length },
  };
}

/** As many of each class, evenly spread. */
function sample(mutants: Mutant[]): Mutant[] {
  return mutantClasses.flatMap((mutantClass) => {
    const own = mutants.filter((mutant) => mutant.class === mutantClass);
    const step = own.length / samples;
    return Array.from({ length: samples }, (_, at) => own[Math.floor(at * step)]!);
  });
}
