import { expect, test } from "vitest";
import type { ContractCase } from "../engine/case.js";
import { cases as known, document } from "../test-support/models-api.js";
import { type Resource, resources } from "../resources.js";
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
  const [plan] = planLive(document, all, { create: "all", datasetId: "data" }, {}, ids);
  const reasons = new Map(plan!.cases.map((each) => [each.id, each.undecidableOn?.live]));
  expect(reasons.get("retrain")).toMatch("resources.ts does not say what the operation does");
  expect(reasons.get("history")).toBeUndefined();
});

test("a part of a life that is selected brings the whole of it, and no other model is paid for", () => {
  const grep = "lifecycle / model / a slug again / and gone again";
  const settings = { create: "all", datasetId: "data" } as const;
  const [plan] = planLive(document, known, settings, { grep }, ids);
  const { canary, steps, cases } = plan!;
  const names = (lives: typeof steps) => new Set(lives.map(({ creation }) => creation?.name));
  expect(names(canary)).toEqual(new Set(["canary"]));
  expect(names(steps)).toEqual(new Set(["a slug again"]));
  expect(steps[0]?.contractCase.id).toBe(
    "lifecycle / model / a slug again / two creates of a slug at once make one model",
  );
  expect(cases).toEqual([]);
});

const [{ dataset: _, ...withoutDataset }] = resources as [Resource];
const [{ delete: __, ...withoutDelete }] = resources as [Resource];

test.each([
  ["names nothing that could be absent", withoutDataset, "none"],
  ["names nothing that could be absent", withoutDataset, "one"],
  ["cannot be deleted", withoutDelete, "none"],
  ["cannot be deleted", withoutDelete, "all"],
] as const)("no create is sent by mistake of what %s", (_why, resource, create) => {
  const settings = { create, datasetId: "data" };
  const [plan] = planLive(document, known, settings, {}, ids, [resource]);
  const isSent = ({ undecidableOn, request }: ContractCase) =>
    undecidableOn?.live === undefined && request.method === "POST" && request.path === "/models";
  expect(plan!.cases.filter(isSent)).toEqual([]);
  expect(plan!.probe).toBeUndefined();
});

test("a step whose answer is a success points at what is documented for it", () => {
  const settings = { create: "all", datasetId: "data" } as const;
  const [plan] = planLive(document, known, settings, { grep: "lifecycle" }, ids);
  const [create] = plan!.canary;
  expect(create?.contractCase).toMatchObject({
    operationId: "createModel",
    pointer: "#/components/schemas/Model",
  });
});
