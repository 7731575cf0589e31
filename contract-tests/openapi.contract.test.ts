import { afterAll, describe, expect, inject, test } from "vitest";
import { deriveCases } from "./engine/derive/index.js";
import { operations } from "./engine/derive/operation.js";
import { createResponseOracle } from "./engine/judge/responses.js";
import { renderViolations } from "./engine/report/text.js";
import { runCase, skip } from "./engine/run/run.js";
import { selectCases } from "./engine/run/select.js";
import { createSender } from "./engine/run/send.js";

// Every rule of the document becomes a test: a request, and what its answer has to be.
const document = inject("document");
const { cases, gaps } = deriveCases(document);
const selected = selectCases(cases, { grep: process.env.OPENPIPE_CONTRACT_GREP || undefined });

// With `--shard`, every so many cases are this machine's.
const { index, count } = inject("shard");
const share = selected.filter((_, place) => place % count === index - 1);

// The mock serves the same document. No address and no key is read from the environment.
const target = { kind: "mock", baseUrl: inject("mockUrl"), token: "any-token" } as const;
const oracle = createResponseOracle(document);
const sender = createSender(10_000, 1);
afterAll(() => sender.close());

for (const { id: operationId } of operations(document)) {
  const own = share.filter((contractCase) => contractCase.operationId === operationId);

  describe.runIf(own.length > 0)(operationId, () => {
    for (const contractCase of own) {
      const limit = contractCase.undecidableOn?.mock;

      test(withReason(contractCase.id, limit), async (context) => {
        const result =
          limit === undefined
            ? await runCase(oracle, contractCase, target, sender)
            : skip(contractCase, limit);
        context.task.meta.result = result;
        if (result.outcome === "violated") expect.fail(renderViolations([result]));
        // What is not decided has not passed.
        if (result.outcome !== "held") context.skip();
      });
    }
  });
}

describe.runIf(gaps.length > 0)("without a case", () => {
  for (const gap of gaps) {
    test(withReason(gap.pointer, gap.reason), ({ task, skip }) => {
      task.meta.gap = gap;
      skip();
    });
  }
});

function withReason(name: string, reason?: string): string {
  return reason === undefined ? name : `${name} (${reason})`;
}
