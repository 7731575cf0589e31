import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { ContractCase } from "../engine/case.js";
import { deriveCases } from "../engine/derive/index.js";
import { createAdapter } from "../engine/lifecycle/adapt.js";
import { chooseCreates, toCreation } from "../engine/lifecycle/creations.js";
import { deriveScenario } from "../engine/lifecycle/scenario.js";
import { runSuite } from "../engine/lifecycle/suite.js";
import { createResponseOracle } from "../engine/judge/responses.js";
import type { Deviation } from "../reference-server/deviation.js";
import { isOfResource, slugPrefix } from "../resources.js";
import { startReferenceServer } from "../reference-server/server.js";
import type { RunOptions } from "../engine/run/options.js";
import type { RunResult } from "../engine/run/result.js";

/** How to run the suite against one server. */
export interface SuiteRunOptions extends Pick<RunOptions, "onResult" | "signal"> {
  deviation?: Deviation;
  /** These cases go first; none is left out. */
  first?: (contractCase: ContractCase) => boolean;
  /** Whether the lifecycle goes before all cases. Default: true. */
  scenarioFirst?: boolean;
}

/** Every case and the lifecycle of each branch, against a reference server of its own. */
export interface ReferenceSuite {
  cases: readonly ContractCase[];
  run(options?: SuiteRunOptions): Promise<RunResult>;
}

/**
 * Derives everything once, for many runs.
 *
 * @param which leaves other single requests out; the lifecycle is always there.
 */
export function createReferenceSuite(
  document: OpenApiDocument,
  which: (contractCase: ContractCase) => boolean = () => true,
): ReferenceSuite {
  const { cases: all, gaps } = deriveCases(document);
  const cases = all.filter(which).map(withReferenceLimit);
  const oracle = createResponseOracle(document);
  const creates = chooseCreates(all, "each branch");
  return {
    cases,
    async run({ deviation, first = () => false, scenarioFirst = true, ...options } = {}) {
      const server = await startReferenceServer(document, deviation);
      const adapter = createAdapter(`${slugPrefix}reference-`);
      const creations = creates.map((each) => toCreation(each, adapter));
      const ordered = [...cases.filter(first), ...cases.filter((each) => !first(each))];
      try {
        return await runSuite(
          document,
          ordered,
          { kind: "reference", baseUrl: server.url, token: server.token },
          {
            ...options,
            gaps,
            oracle,
            adapter,
            steps: deriveScenario(document, creations),
            scenarioFirst,
          },
        );
      } finally {
        await server.close();
      }
    },
  };
}

/** The reference server is a models API: it has the operations of `resource.ts`, and no others. */
function withReferenceLimit(contractCase: ContractCase): ContractCase {
  if (isOfResource(contractCase.operationId)) return contractCase;
  const reference = "The reference server has only the operations of contract-tests/resources.ts.";
  return { ...contractCase, undecidableOn: { ...contractCase.undecidableOn, reference } };
}
