import { spawnSync } from "node:child_process";
import { transformSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { listOperations } from "../../lib/document/index.js";
import { grownDocument } from "../test-support/grown-document.js";
import { languages, listSamples } from "./samples.js";

const samples = listSamples(grownDocument);

function source(operationId: string, language: string): string {
  return samples.find(
    (sample) => sample.operationId === operationId && sample.language === language,
  )!.source;
}

test("every operation has a sample in each language, or a sentence that says why not", () => {
  for (const { operation } of listOperations(grownDocument)) {
    for (const { language } of languages) {
      expect(source(operation.operationId, language)).toMatch(/\S/);
    }
  }
  const missing = samples.filter(({ isProgram }) => !isProgram);
  expect(missing.map(({ operationId, language }) => `${operationId} ${language}`)).toEqual([
    "createFile python",
    "getHealth typescript",
  ]);
  for (const { source } of missing) expect(source).toMatch(/^No sample in .*\.$/);
});

describe("TypeScript", () => {
  test("takes path parameters, then the body, then options", () => {
    expect(source("listDatasetEntries", "typescript")).toContain(
      'client.datasets.listEntries(1, {\n  query: {\n    tags: [\n      "a b",\n      "c",\n    ],\n  },\n  headers: {\n    "X-Trace": "none",\n  },\n})',
    );
    expect(source("createFineTuningJob", "typescript")).toContain("client.fineTuningJobs.create({");
  });

  test("parses", () => {
    for (const { source, language, isProgram } of samples) {
      if (language === "typescript" && isProgram) transformSync(source, { loader: "ts" });
    }
  });
});

describe("curl", () => {
  test("repeats the fields of a form and of a query", () => {
    expect(source("createFile", "curl")).toContain("--form-string 'purpose=fine-tune'");
    expect(source("listDatasetEntries", "curl")).toContain(
      "'https://api.example.com/v9/datasets/1?tags=a%20b&tags=c'",
    );
    expect(source("updateDatasetEntries", "curl")).toContain("--data-urlencode");
  });
});

test("Python compiles", ({ skip }) => {
  const programs = samples.filter(({ language, isProgram }) => language === "python" && isProgram);
  const input = JSON.stringify(programs.map(({ source }) => source));
  const compile = "import json,sys\nfor p in json.load(sys.stdin): compile(p, 'sample', 'exec')";
  const { status, stderr, error } = spawnSync("python3", ["-c", compile], { input });
  if (error) return skip("There is no python3 here.");
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
});
