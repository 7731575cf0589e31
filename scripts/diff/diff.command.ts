import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGitProject, type GitProject } from "../test/git-project.js";
import { serve } from "../lib/serve.js";
import { runScript } from "../test/run-script.js";
import { diff as runDiff, type DiffOptions } from "./diff.js";
import { download } from "./source/download.js";
import { parseOpenApi } from "../lib/document/index.js";
import { readLastState, readSource } from "./source/read.js";

const addProperty = (project: GitProject) =>
  project.edit(
    "openapi/openapi.yaml",
    "        chatOut:\n",
    "        chatCached:\n          type: number\n        chatOut:\n",
  );

/** What the command prints, and the message that it fails with. */
async function diff(root: string, ...documents: string[]) {
  return diffWith({}, root, ...documents);
}

async function diffWith(options: DiffOptions, root: string, ...documents: string[]) {
  let output = "";
  const print = (text: string) => {
    output += `${text}\n`;
  };
  const failure = await runDiff(root, documents, options, print).then(
    () => undefined,
    (error: Error) => error.message,
  );
  return { output, failure };
}

describe("npm run diff", () => {
  let project: GitProject;
  beforeAll(async () => {
    project = await createGitProject();
    await project.git("tag", "first");
  });
  afterAll(() => project.remove());

  it("compares with HEAD, with the last release tag, with a revision and with a file", async () => {
    const { root, git, commit } = project;
    expect((await diff(root)).output).toContain("compared with HEAD\n\nVerdict: none.");
    await git("tag", "v0.9.0");
    await git("tag", "v0.10.0");
    await git("tag", "v1.0.0-rc.1");
    await addProperty(project);
    await commit();
    expect((await diff(root)).output).toMatch(
      /compared with v0\.10\.0\n[^]*Verdict: minor \(1 minor\)/,
    );
    expect((await diff(root, "first")).output).toContain("Verdict: minor");
    expect((await diff(root, "HEAD")).output).toContain("Verdict: none.");
    expect((await diff(root, "openapi/openapi.yaml")).output).toContain("Verdict: none.");
  });

  it("names pointer, side and operations, has a stable JSON form, and fails on request", async () => {
    const { root, edit } = project;
    await edit("openapi/openapi.yaml", "        owned_by:\n", "        owner:\n");
    const { exitCode, output } = await runScript(
      "scripts/diff/index.ts",
      ["HEAD", "--json", "--fail-on", "major"],
      { root },
    );
    const message = "The change is major, and --fail-on is major.";
    expect(exitCode).toBe(1);
    expect(output).toContain(message);
    const { changes, verdict } = JSON.parse(output.replace(message, ""));
    expect(verdict).toBe("major");
    expect(changes[0]).toMatchObject({
      semver: "major",
      rule: "property-removed",
      side: "response",
      pointer: "#/components/schemas/Model/properties/owned_by",
      operations: ["createModel", "getModel", "listModels"],
    });
    const text = await diff(root, "HEAD");
    expect(text.failure).toBeUndefined();
    expect(text.output).toContain(
      'property "owned_by" removed\n       #/components/schemas/Model/properties/owned_by\n       code reading answers, in createModel, getModel, listModels: ',
    );
    await edit("openapi/openapi.yaml", "        owner:\n", "        owned_by:\n");
  });

  it("fails at the limit of --fail-on and above, not below", async () => {
    expect((await diffWith({ "fail-on": "major" }, project.root, "first")).failure).toBeUndefined();
    expect((await diffWith({ "fail-on": "minor" }, project.root, "first")).failure).toContain(
      "is minor",
    );
  });

  it("says when a revision has no document, and when there is nothing to compare with", async () => {
    const { root, git, commit } = project;
    await git("checkout", "-q", "--orphan", "empty");
    await git("rm", "-q", "-r", "--cached", "openapi");
    await git("commit", "-q", "-m", "Nothing yet");
    expect((await diff(root, "empty")).failure).toBe(
      "The revision empty has no openapi/openapi.yaml.",
    );
    await commit();
    const folder = await mkdtemp(join(tmpdir(), "openpipe-models-diff-"));
    await expect(readLastState(folder)).rejects.toThrow("no release tag and no commit");
    await rm(folder, { recursive: true });
  });

  it.each([
    [["nowhere"], "nowhere is neither a file, nor a URL, nor a git revision."],
    [["package.json"], "package.json is not an OpenAPI 3 document: `openapi` is missing."],
    [
      ["http://127.0.0.1:1/openapi.json?key=secret"],
      "http://127.0.0.1:1/openapi.json cannot be reached",
    ],
  ])("refuses %j", async (args, message) => {
    const { failure, output } = await diff(project.root, ...args);
    expect(failure).toContain(message);
    expect(failure).not.toContain("secret");
    expect(output).toBe("");
  });

  it("says in a line where a reference leads nowhere", async () => {
    const file = join(project.root, "outside.yaml");
    const schema = '{ $ref: "http://127.0.0.1:1/x.yaml#/Thing" }';
    await writeFile(file, `openapi: 3.1.0\npaths: {}\ncomponents: { schemas: { A: ${schema} } }\n`);
    const { failure } = await diff(project.root, "outside.yaml");
    expect(failure).toMatch(
      /^outside\.yaml cannot be bundled: .*outside\.yaml:3:\d+: Can't resolve .+$/,
    );
    await rm(file);
  });

  it("refuses another --fail-on", async () => {
    const { failure } = await diffWith({ "fail-on": "patch" }, project.root);
    expect(failure).toBe('--fail-on is major or minor, not "patch".');
  });
});

describe("documents from elsewhere", () => {
  it.each([
    ["", "is empty"],
    ["<!doctype html><p>Sign in", "is HTML"],
    ['{"a":', "is neither JSON nor YAML"],
    ["openapi: 3.1.0\ninfo: [", /The document is neither JSON nor YAML: .*line 2/],
    ["[]", "no object"],
    ['{"swagger":"2.0"}', "is Swagger 2.0"],
    ['{"openapi":"3.0.3"}', "has no `paths`"],
  ])("refuses %j", (text, message) => {
    expect(() => parseOpenApi(text, "The document")).toThrow(message);
  });

  it("follows redirects, bounds downloads in time and size, and says what came instead", async () => {
    const answers: Record<string, string> = {
      "/large": "x".repeat(2000),
      "/openapi.yaml": "openapi: 3.1.0\npaths: {}\n",
      "/login": "<!doctype html><p>Sign in",
    };
    const { url, close } = await serve(({ url = "" }, response) => {
      if (url === "/moved") response.writeHead(302, { location: "/openapi.yaml" }).end();
      else if (url === "/stalls") response.write("{");
      else if (answers[url] !== undefined) response.end(answers[url]);
      else response.writeHead(404).end();
    });
    const read = (path: string) => readSource(process.cwd(), url + path);
    try {
      expect((await read("/moved")).document).toEqual({ openapi: "3.1.0", paths: {} });
      await expect(read("/gone")).rejects.toThrow("/gone answered 404");
      await expect(read("/login")).rejects.toThrow("/login is HTML");
      await expect(download(`${url}/large`, { maxBytes: 1000 })).rejects.toThrow(
        "larger than 1000",
      );
      await expect(download(`${url}/stalls`, { timeout: 200 })).rejects.toThrow("within 200 ms");
    } finally {
      await close();
    }
  });
});
