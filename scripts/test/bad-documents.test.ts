import { cp, mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diff } from "../diff/diff.js";
import { buildDocs } from "../docs/build.js";
import { runDrift } from "../drift/command.js";
import { generate } from "../generate/generate.js";
import { readCurrentDocument } from "../lib/current-document.js";
import { lint } from "../lib/lint.js";

const head = "openapi: 3.1.0\ninfo: { title: Things, version: 1.0.0 }\npaths: {}\n";
const letters = [..."abcdefghi"];
const bomb = letters
  .map((name, index) => {
    const items = index === 0 ? "x, x" : `*${letters[index - 1]},`.repeat(9);
    return `${name}: &${name} [${items}]`;
  })
  .join("\n");
const levels = Array.from({ length: 300 }, (_, level) => `${" ".repeat(level)}a:\n`).join("");

/** Bad files, with what every command has to say of them in one line. */
const files: Record<string, { content: string | Buffer; says: RegExp }> = {
  "aliases that multiply": { content: head + bomb, says: /resource exhaustion|multiply/ },
  "an alias of itself": { content: `${head}x-a: &a [*a]`, says: /multiply|levels deep/ },
  "invalid UTF-8": {
    content: Buffer.concat([Buffer.from(head), Buffer.from([0xff])]),
    says: /UTF-8/,
  },
  "UTF-16": { content: Buffer.from(head, "utf16le"), says: /binary or UTF-16/ },
  "brackets without end": { content: `${head}x-a: ${"[".repeat(100_000)}`, says: /levels deep/ },
  "indentation without end": {
    content: `${head}x-a:\n${levels.replace(/^/gm, " ")}`,
    says: /levels deep/,
  },
  "a key twice": { content: `${head}paths: {}\n`, says: /Map keys must be unique/ },
  "a file that it refers to": {
    content: `${head}x-a: { $ref: other.yaml }`,
    says: /other\.yaml.*Map keys/s,
  },
  Swagger: { content: 'swagger: "2.0"\n', says: /Swagger 2\.0/ },
  "no document": { content: "<!doctype html>", says: /HTML/ },
};
const older = head.replace("3.1.0", "3.0.3");

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "openpipe-models-bad-"));
  for (const folder of ["openapi", "generated"]) {
    await mkdir(join(root, folder));
    await writeFile(join(root, folder, "other.yaml"), "a: 1\na: 2\n");
  }
  await writeFile(join(root, "openapi", "accepted-drift.yaml"), "# None\n");
  await writeFile(join(root, "good.yaml"), head);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const silent = () => {};
/** What reads `openapi/openapi.yaml`, and what reads a document that an argument names. */
const commands: Record<string, () => Promise<unknown>> = {
  lint: () => lint(root),
  generate: () => generate(root),
  docs: () => buildDocs(root, ""),
  "mock and contract tests": () => readCurrentDocument(root),
  "diff, as the old one": () =>
    diff(root, [join(root, "openapi/openapi.yaml"), join(root, "good.yaml")], {}, silent),
  "diff, as the new one": () => diff(root, [join(root, "good.yaml")], {}, silent),
  "drift, as ours": () => runDrift(root, [join(root, "good.yaml")]),
  "drift, as the vendor's": () => runDrift(process.cwd(), [join(root, "openapi/openapi.yaml")]),
};

async function refusal(run: () => Promise<unknown>, content: string | Buffer): Promise<string> {
  await writeFile(join(root, "openapi", "openapi.yaml"), content);
  await cp(join(root, "openapi", "openapi.yaml"), join(root, "generated", "openapi.json"));
  return refusedBy(run);
}

const refusedBy = (run: () => Promise<unknown>) =>
  run().then(
    () => "not refused",
    (error: Error) => error.message,
  );

describe.each(Object.entries(commands))("%s", (name, run) => {
  // A published page is read alone: no file that it names is opened.
  const cases = Object.entries(files).filter(
    ([bad]) => !(name.endsWith("vendor's") && bad === "a file that it refers to"),
  );
  test.each(cases)("refuses %s", async (_, { content, says }) => {
    const message = await refusal(run, content);
    expect(message).toMatch(says);
    expect(message.length).toBeLessThan(500);
  });

  test("refuses a file of any size before reading it", async () => {
    for (const file of ["openapi/openapi.yaml", "generated/openapi.json"]) {
      await truncate(join(root, file), 2 ** 32);
    }
    expect(await refusedBy(run)).toMatch(/is larger than/);
  });

  test.runIf(/lint|generate|docs|mock/.test(name))(
    "refuses OpenAPI 3.0 in one sentence",
    async () => {
      const message = await refusal(run, older);
      expect(message).toMatch(/^openapi\/openapi.yaml is OpenAPI "3.0.3"; [^\n]*$/);
    },
  );
});

test.each(["lint", "generate", "docs"])(
  "%s refuses a name that every object has, at its place",
  async (command) => {
    for (const name of ["hasOwnProperty", "__proto__"]) {
      const schema = `components: { schemas: { A: { properties: { ${name}: {} } } } }\n`;
      const place = `openapi/openapi.yaml:4:45: /components/schemas/A/properties/${name}`;
      expect(await refusal(commands[command]!, head + schema)).toContain(`${place} has a name`);
    }
  },
);

test("a byte order mark is no part of the document", async () => {
  const printed: string[] = [];
  await writeFile(join(root, "openapi", "openapi.yaml"), `\ufeff${head}`);
  await diff(root, [join(root, "good.yaml")], {}, (text) => printed.push(text));
  expect(printed.join()).toContain("Verdict: none");
});
