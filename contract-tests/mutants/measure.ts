import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { ContractCase } from "../case.js";
import { createAdapter } from "../lifecycle/adapt.js";
import { chooseCreates, toCreation } from "../lifecycle/creations.js";
import { deriveScenario } from "../lifecycle/scenario.js";
import { runSuite } from "../lifecycle/suite.js";
import { createResponseOracle } from "../oracle/responses.js";
import { type ReferenceServer, startReferenceServer } from "../reference-server/server.js";
import type { RunResult, Violation } from "../run/result.js";
import type { Mutant, MutantHint } from "./mutant.js";

export interface MutantResult {
  mutant: Mutant;
  /** What gave it away; `undefined`: nothing, it survived. */
  killedBy: Violation | undefined;
  requests: number;
}

/** Runs the suite against mutants of the reference server. */
export interface Laboratory {
  /** The whole suite against the server without a deviation. */
  runUnmutated(): Promise<RunResult>;
  /** The suite against one mutant, until the first violation. */
  run(mutant: Mutant): Promise<MutantResult>;
  close(): Promise<void>;
}

export async function createLaboratory(
  document: OpenApiDocument,
  cases: readonly ContractCase[],
): Promise<Laboratory> {
  const server = await startReferenceServer(document);
  const oracle = createResponseOracle(document);
  const creates = chooseCreates(cases, "each branch");
  const suite = (ordered: readonly ContractCase[], hint?: MutantHint, stop?: AbortController) => {
    const adapter = createAdapter("reference", () => undefined);
    const creations = creates.map((each) => toCreation(each, adapter));
    return runSuite(document, ordered, targetOf(server), {
      adapter,
      oracle,
      steps: deriveScenario(document, creations, ({ body }) => body),
      scenarioFirst: hint?.group === "lifecycle",
      ...(stop && {
        signal: stop.signal,
        // One request at a time: nothing more is sent after the first violation.
        concurrency: 1,
        onResult: ({ outcome }) => {
          if (outcome === "violated") stop.abort("killed");
        },
      }),
    });
  };
  return {
    runUnmutated() {
      server.reset();
      return suite(cases);
    },
    async run(mutant) {
      server.reset(mutant.deviation);
      const { results, requests } = await suite(
        likeliestFirst(cases, mutant.hint),
        mutant.hint,
        new AbortController(),
      );
      const killedBy = results.find(({ outcome }) => outcome === "violated")?.violations[0];
      return { mutant, killedBy, requests };
    },
    close: () => server.close(),
  };
}

function targetOf({ url, token }: ReferenceServer) {
  return { kind: "reference", baseUrl: url, token } as const;
}

/** All the cases; those that are likely to notice the mutant come first, which saves time only. */
function likeliestFirst(
  cases: readonly ContractCase[],
  { prefix, group }: MutantHint,
): ContractCase[] {
  const rank = (each: ContractCase) =>
    (prefix !== undefined && each.id.startsWith(prefix) ? 0 : 2) + (each.group === group ? 0 : 1);
  return [...cases].sort((a, b) => rank(a) - rank(b));
}
