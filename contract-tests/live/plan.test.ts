import { expect, test } from "vitest";
import type { ContractCase } from "../engine/case.js";
import { cases as known, document } from "../test-support/models-api.js";
import { planLive } from "./plan.js";

const ids = { run: "run", absentDataset: "absent" };

test("an operation of which nobody has said what it does is only read", () => {
  const [example] = known;
  const stranger = (id: string, method: string): ContractCase => ({
    ...example!,
    id,
    operationId: "retrainModel",
    group: "security",
    request: { ...example!.request, method },
  });
  const all = [...known, stranger("retrain", "POST"), stranger("history", "GET")];
  const { cases } = planLive(document, all, { create: "all", datasetId: "data" }, {}, ids);
  const reasons = new Map(cases.map((each) => [each.id, each.undecidableOn?.live]));
  expect(reasons.get("retrain")).toMatch("resources.ts does not say what the operation does");
  expect(reasons.get("history")).toBeUndefined();
});
