import { describe, expect, it, test } from "vitest";
import { child, rootNode } from "../lib/document/node.js";
import {
  config,
  type Documents,
  error,
  type Json,
  line,
  operation,
  readDocuments,
  reviewDocuments,
} from "./cases/documents.js";
import { ourMutations, vendorMutations } from "./cases/mutations.js";
import { rewritings } from "./cases/rewritings.js";
import type { Drift } from "./drift.js";

test("the stand-in differs by what is accepted, and by no more", () => {
  const { unexpected, outdated, accepted } = reviewDocuments(readDocuments());
  expect(unexpected.map(line)).toEqual([]);
  expect(outdated).toEqual([]);
  expect(accepted.length).toBeGreaterThan(10);
  for (const { drift } of accepted) expectBothToResolve(drift, readDocuments());
});

describe.each([
  ["the vendor", vendorMutations],
  ["us", ourMutations],
])("a change by %s is reported", (_, mutations) => {
  it.each(mutations)("$name", ({ change, drift }) => {
    const documents = readDocuments();
    change(documents);
    const { unexpected } = reviewDocuments(documents);
    expect(unexpected.map(line).sort()).toEqual([...drift].sort());
    for (const found of unexpected) expectBothToResolve(found, documents);
  });
});

test.each(rewritings)("$name: means the same", ({ rewrite }) => {
  const documents = readDocuments();
  rewrite(documents);
  const { unexpected, outdated } = reviewDocuments(documents);
  expect(unexpected.map(line)).toEqual([]);
  expect(outdated).toEqual([]);
});

test("an accepted difference that the vendor resolves is reported", () => {
  const documents = readDocuments();
  delete error(documents.vendor).properties.issues.items.additionalProperties;
  const { unexpected, outdated } = reviewDocuments(documents);
  expect(unexpected).toEqual([]);
  expect(outdated).toEqual([
    expect.objectContaining({ pointer: "#/components/schemas/ErrorIssue/additionalProperties" }),
  ]);
});

test("a document of something else is refused", () => {
  const documents = readDocuments();
  delete documents.vendor.paths["/models"];
  delete documents.vendor.paths["/models/{modelSlug}"];
  expect(() => reviewDocuments(documents)).toThrow(
    "The document has none of the paths of openapi/openapi.yaml (/models, /models/{modelSlug}). Is it the vendor's document? It has /report.",
  );
});

test.each<[string, (vendor: Json) => void]>([
  ["properties of no object", (vendor) => (config(vendor, 0).properties = "none")],
  ["enum of no list", (vendor) => (config(vendor, 2).properties.baseModel.enum = 7)],
  ["scopes of no list", (vendor) => (operation.get(vendor).security = [{ Authorization: null }])],
])("malformed %s are drift or nothing, and no crash", (_, break_) => {
  const documents = readDocuments();
  break_(documents.vendor);
  expect(() => reviewDocuments(documents)).not.toThrow();
});

function expectBothToResolve(drift: Drift, { ours, vendor }: Documents): void {
  for (const [document, pointers] of [
    [ours, [drift.ours]],
    [vendor, drift.vendor],
  ] as const) {
    for (const pointer of pointers) {
      expect(lookUp(document, pointer), `${pointer} of: ${line(drift)}`).toBeDefined();
    }
  }
}

function lookUp(document: Json, pointer: string) {
  const tokens = pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
  return child(rootNode(document), ...tokens);
}
