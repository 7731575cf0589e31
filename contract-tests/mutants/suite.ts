import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import type { ContractCase } from "../engine/case.js";
import { deriveCases } from "../engine/derive/index.js";
import { type Operation, operations } from "../engine/derive/operation.js";
import { createAdapter } from "../engine/lifecycle/adapt.js";
import { chooseCreates, toCreation } from "../engine/lifecycle/creations.js";
import { deriveScenario } from "../engine/lifecycle/scenario.js";
import { runSuite } from "../engine/lifecycle/suite.js";
import { createResponseOracle } from "../engine/judge/responses.js";
import type { Deviation } from "../reference-server/deviation.js";
import { isAnswered } from "../reference-server/documented.js";
import { describedIn, type Resource, resourceOf, slugPrefix } from "../resources.js";
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
  listed?: readonly Resource[],
): ReferenceSuite {
  const { cases: all, gaps } = deriveCases(document, listed);
  const resources = describedIn(document, listed);
  const byId = new Map(operations(document).map((operation) => [operation.id, operation]));
  const cases = all
    .filter(which)
    .map((each) =>
      resourceOf(each.operationId, resources)
        ? each
        : withReferenceLimit(each, byId.get(each.operationId), document),
    );
  const oracle = createResponseOracle(document);
  return {
    cases,
    async run({ deviation, first = () => false, scenarioFirst = true, ...options } = {}) {
      const server = await startReferenceServer(document, deviation, listed);
      const adapter = createAdapter(resources, `${slugPrefix}reference-`);
      const steps = resources.flatMap((resource) => {
        const creates = chooseCreates(resource, all, "each branch");
        return deriveScenario(
          resource,
          creates.map((each) => toCreation(resource, each, adapter)),
        );
      });
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
            resources,
            steps,
            scenarioFirst,
          },
        );
      } finally {
        await server.close();
      }
    },
  };
}

/**
 * The reference server keeps what `resources.ts` lists. Of other operations it answers what the document
 * shows, as if everything were there.
 */
function withReferenceLimit(
  contractCase: ContractCase,
  operation: Operation | undefined,
  document: OpenApiDocument,
): ContractCase {
  if (!operation) return contractCase;
  const { reference: _, ...others } = contractCase.undecidableOn ?? {};
  if (isAnswered(document, operation)) return { ...contractCase, undecidableOn: others };
  const reference =
    "The document shows no example of its answer, so the reference server has none.";
  return { ...contractCase, undecidableOn: { ...others, reference } };
}
