import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MockServer, startMockServer } from "../scripts/mock/server.js";
import type { ContractCase } from "./engine/case.js";
import { deriveCases } from "./engine/derive/index.js";
import { renderText } from "./engine/report/text.js";
import { runCase } from "./engine/run/run.js";
import { createSender, type Sender } from "./engine/run/send.js";
import { cases, document, gaps, oracle } from "./test-support/project.js";

let mock: MockServer;
let sender: Sender;

beforeAll(async () => {
  mock = await startMockServer();
  sender = createSender(10_000, 1);
});

afterAll(async () => {
  sender.close();
  await mock.close();
});

async function run(contractCase: ContractCase) {
  const target = { kind: "mock", baseUrl: mock.url, token: "any-token" } as const;
  return runCase(oracle, contractCase, target, { send: sender.send });
}

describe("the contract on the mock", () => {
  for (const contractCase of cases) {
    const undecidable = contractCase.undecidableOn?.mock;
    if (undecidable !== undefined) {
      it.skip(`${contractCase.id} (${undecidable})`);
      continue;
    }
    it(contractCase.id, async () => {
      const result = await run(contractCase);
      if (result.outcome === "held") return;
      const target = { kind: "mock", baseUrl: mock.url } as const;
      const text = renderText(
        { target, results: [result], gaps: [], requests: 1, durationMs: result.durationMs },
        { colors: false },
      );
      expect.fail(text);
    });
  }
});

describe("the cases", () => {
  for (const { pointer, reason } of gaps) it.skip(`do not cover ${pointer} (${reason})`);

  it("have ids of their own", () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it("are the same for the same document", () => {
    expect(deriveCases(structuredClone(document))).toEqual({ cases, gaps });
  });
});
