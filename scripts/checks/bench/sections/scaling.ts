import { deriveCases } from "../../../../contract-tests/engine/derive/index.js";
import { multiplySpec } from "../../../../contract-tests/engine/derive/multiply-spec.js";
import { readCurrentDocument } from "../../../lib/current-document.js";
import { runCases } from "../../../../contract-tests/engine/run/run.js";
import type { OpenApiDocument } from "../../../lib/document/index.js";
import { startMockServer } from "../../../mock/server.js";
import type { Row } from "../row.js";

/** The whole contract run on the mock, for the document and for one with ten times its operations. */
export async function measureScaling(): Promise<Row<"ours">[]> {
  const document = await readCurrentDocument(process.cwd());
  const once = multiplySpec(document, 1);
  // The first run also pays for loading and for what the compiler has not seen yet.
  const { seconds: cold } = await timeRun(once);
  const one = await timeRun(once);
  const ten = await timeRun(multiplySpec(document, 10));
  const ratio = ten.seconds / one.seconds;
  return [
    {
      measure: "on the mock, with its start: seconds",
      values: { ours: cold.toFixed(1) },
      target: { text: "under 10", met: cold < 10 },
    },
    {
      measure: `ten times the operations, ${ten.cases} cases: ratio of time`,
      values: { ours: ratio.toFixed(1) },
      target: { text: "at most 12", met: ratio <= 12 },
    },
  ];
}

/** Derives the cases, starts the mock and sends them. */
async function timeRun(document: OpenApiDocument): Promise<{ cases: number; seconds: number }> {
  const start = performance.now();
  const { cases } = deriveCases(document);
  const mock = await startMockServer({ document });
  try {
    const target = { kind: "mock", baseUrl: mock.url, token: "any-token" } as const;
    const { results } = await runCases(document, cases, target);
    const seconds = (performance.now() - start) / 1000;
    const violated = results.filter(({ outcome }) => outcome === "violated").length;
    if (violated > 0) throw new Error(`${violated} cases do not hold on the mock.`);
    return { cases: cases.length, seconds };
  } finally {
    await mock.close();
  }
}
