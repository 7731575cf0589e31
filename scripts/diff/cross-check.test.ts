import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runRedocly } from "../lib/redocly.js";
import { equalPairs, schemaPairs } from "./pairs/schemas.js";

/** Breaking changes that `redocly diff` does not see. See NOTE.md. */
const missed = [
  "closed object opened, back, response",
  "default changed, back, request",
  "default changed, back, response",
  "default changed, there, request",
  "default changed, there, response",
  "default of null, back, request",
  "default of null, back, response",
  "default, back, request",
  "default, back, response",
  "discriminator beside constant tags changed, back, request",
  "discriminator beside constant tags changed, back, response",
  "discriminator beside constant tags changed, there, request",
  "discriminator beside constant tags changed, there, response",
  "discriminator changed, back, request",
  "discriminator changed, back, response",
  "discriminator changed, there, request",
  "discriminator changed, there, response",
  "discriminator, back, request",
  "discriminator, back, response",
  "nothing accepted, back, response",
  "nothing accepted, there, request",
  "optional property, back, request",
  "property within a branch that moved, there, request",
  "required property, back, request",
];

/** Changes that break nobody and that `redocly diff` calls major. */
const exaggerated = [
  "anyOf of overlapping branches becomes oneOf, back, request",
  "anyOf of overlapping branches becomes oneOf, there, response",
  "closed object opened, there, response",
  "documented value of an open list, back, request",
  "documented value of an open list, there, response",
  "list of documented values, back, request",
  "list of documented values, back, response",
  "list of documented values, there, request",
  "list of documented values, there, response",
  "multipleOf, back, request",
  "multipleOf, there, response",
  "one form becomes two, back, response",
  "one form becomes two, there, request",
  "open list closed, back, request",
  "open list closed, there, response",
  "smaller format, back, request",
  "smaller format, there, response",
  "value beside const, back, response",
  "value beside const, there, request",
];

let found: Set<string>;
beforeAll(async () => {
  const scratch = await mkdtemp(join(tmpdir(), "openpipe-models-cross-check-"));
  try {
    found = await findMajor(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}, 60_000);

it("redocly diff agrees on what is major but for the listed pairs", () => {
  const disagreements = (ours: boolean) =>
    [...judged()]
      .filter(([name, major]) => major === ours && found.has(name) !== ours)
      .map(([name]) => name)
      .sort();
  expect(disagreements(true)).toEqual([...missed].sort());
  expect(disagreements(false)).toEqual([...exaggerated].sort());
});

it("redocly diff calls rewritten documents that mean the same major", () => {
  const names = equalPairs.map(([name]) => name);
  expect(names.filter((name) => found.has(`${name}, there, request`))).toEqual([
    "const or enum of one",
    "null branch or type array",
    "anyOf or oneOf with discriminator",
    "literal branches or enum",
    "allOf of one",
    "default and deprecation within allOf",
    "minLength of 0",
  ]);
});

/** Whether the table calls each pair major, by name, direction and side. */
function judged(): Map<string, boolean> {
  return new Map(
    schemaPairs.flatMap(({ name, request, response }) =>
      (["there", "back"] as const).flatMap((direction, index) => [
        [`${name}, ${direction}, request`, request.split(" / ")[index] === "major"] as const,
        [`${name}, ${direction}, response`, response.split(" / ")[index] === "major"] as const,
      ]),
    ),
  );
}

/** One run of `redocly diff` over all pairs in both directions, each on a path of its own. */
async function findMajor(scratch: string): Promise<Set<string>> {
  const pairs = [
    ...schemaPairs.map(({ name, old, new: next }) => ({ name, old, next })),
    ...equalPairs.map(([name, old, next]) => ({ name, old, next })),
  ];
  const steps = [
    ...pairs.map(({ name, old, next }) => ({ name: `${name}, there`, old, next })),
    ...pairs.map(({ name, old, next }) => ({ name: `${name}, back`, old: next, next: old })),
  ];
  const output = join(scratch, "report.json");
  await writeFile(join(scratch, "old.json"), combine(steps.map(({ old }) => old)));
  await writeFile(join(scratch, "new.json"), combine(steps.map(({ next }) => next)));
  await writeFile(join(scratch, "redocly.yaml"), "extends: [diff-recommended]\n");
  const run = await runRedocly(scratch, [
    ...["diff", "old.json", "new.json", "--format", "json"],
    ...["--fail-on", "none", "--output", output],
  ]);
  expect(run.exitCode, run.output).toBe(0);
  const { changes } = JSON.parse(await readFile(output, "utf8")) as {
    changes: { path: string; impact: string }[];
  };
  const major = new Set<string>();
  for (const { path, impact } of changes) {
    const [, index, method] = /^#\/paths\/~1(\d+)\/(post|get)/.exec(path) ?? [];
    if (impact !== "major" || !index) continue;
    major.add(`${steps[Number(index)]!.name}, ${method === "post" ? "request" : "response"}`);
  }
  return major;
}

function combine(schemas: unknown[]): string {
  const paths = schemas.map((schema, index) => {
    const content = { "application/json": { schema } };
    const post = { requestBody: { content }, responses: {} };
    const get = { responses: { "200": { description: "Answer", content } } };
    return [`/${index}`, { post, get }];
  });
  const info = { title: "Pairs", version: "1.0.0" };
  return JSON.stringify({ openapi: "3.1.0", info, paths: Object.fromEntries(paths) });
}
