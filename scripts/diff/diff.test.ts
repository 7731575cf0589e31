import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";
import { download } from "./source/download.js";
import { parseOpenApi } from "./source/parse.js";

const run = promisify(execFile);
let project: TempProject;

beforeEach(async () => {
  project = await createTempProject(["openapi", "package.json"]);
  await git("init", "-q");
  await commit();
});
afterEach(() => project.remove());

const git = (...args: string[]) =>
  run("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], {
    cwd: project.root,
  });

async function commit(tag?: string) {
  await git("add", "openapi", "package.json");
  await git("commit", "-q", "--allow-empty", "-m", "Change");
  if (tag) await git("tag", tag);
}

async function edit(file: string, from: string, to: string) {
  const path = join(project.root, file);
  const text = await readFile(path, "utf8");
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
}

const dropProperty = () =>
  edit(
    "openapi/openapi.yaml",
    "        owned_by:\n          type: string\n",
    "        owner:\n          type: string\n",
  );
const addProperty = () =>
  edit(
    "openapi/openapi.yaml",
    "        chatOut:\n",
    "        chatCached:\n          type: number\n        chatOut:\n",
  );
const setVersion = (version: string) =>
  edit("package.json", '"version": "0.1.0"', `"version": "${version}"`);
const diff = (...args: string[]) =>
  runScript("scripts/diff/index.ts", args, { root: project.root });
const check = () => runScript("scripts/release/check.ts", [], { root: project.root });

describe("npm run diff", () => {
  it("compares with HEAD, with the last release tag, with a revision and with a file", async () => {
    expect((await diff()).output).toContain("compared with HEAD\n\nVerdict: none.");
    await git("tag", "v0.1.0");
    await addProperty();
    await commit();
    expect((await diff()).output).toMatch(
      /compared with v0\.1\.0\n[\s\S]*Verdict: minor \(1 minor\)/,
    );
    expect((await diff("HEAD")).output).toContain("Verdict: none.");
    expect((await diff("openapi/openapi.yaml")).output).toContain("Verdict: none.");
  });

  it("names pointer, side and operations, and has a stable JSON form", async () => {
    await dropProperty();
    const { changes, verdict } = JSON.parse((await diff("--json")).output);
    expect(verdict).toBe("major");
    expect(changes[0]).toMatchObject({
      semver: "major",
      rule: "property-removed",
      side: "response",
      pointer: "#/components/schemas/Model/properties/owned_by",
      operations: ["createModel", "getModel", "listModels"],
    });
  });

  it("fails on request", async () => {
    await addProperty();
    expect((await diff("--fail-on", "major")).exitCode).toBe(0);
    expect((await diff("--fail-on", "minor")).exitCode).toBe(1);
  });

  it.each([
    [["nowhere"], "nowhere is neither a file, nor a URL, nor a git revision."],
    [["package.json"], "package.json is not an OpenAPI 3 document: `openapi` is missing."],
    [["--fail-on", "patch"], "--fail-on is major or minor"],
    [["a", "b"], "Give one <old>, not 2."],
    [["--upload-pack=x"], "Unknown option"],
    [
      ["http://127.0.0.1:1/openapi.json?key=secret"],
      "http://127.0.0.1:1/openapi.json cannot be reached",
    ],
  ])("refuses %j", async (args, message) => {
    const { exitCode, output } = await diff(...args);
    expect(exitCode).toBe(1);
    expect(output).toContain(message);
    expect(output).not.toMatch(/secret|\n {4}at /);
  });
});

describe("npm run release:check", () => {
  it("lets a first release through", async () => {
    expect(await check()).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("No release tag"),
    });
  });

  it("refuses a bump smaller than the verdict, and a version that is released", async () => {
    await git("tag", "v0.1.0");
    expect(await check()).toMatchObject({ exitCode: 0 });
    await dropProperty();
    await commit();
    expect((await check()).output).toContain("Version 0.1.0 is released already");
    await setVersion("0.1.1");
    const small = await check();
    expect(small.exitCode).toBe(1);
    expect(small.output).toContain("verdict since v0.1.0 is major, which needs at least 0.2.0");
    await edit("package.json", "0.1.1", "0.2.0");
    await commit("v0.2.0");
    expect(await check()).toMatchObject({
      exitCode: 0,
      output: expect.stringContaining("since v0.1.0"),
    });
  });
});

describe("documents from elsewhere", () => {
  it.each([
    ["", "is empty"],
    ["<!doctype html><p>Sign in", "is HTML"],
    ['{"a":', "is neither JSON nor YAML"],
    ["[]", "no object"],
    ['{"swagger":"2.0"}', "is Swagger 2.0"],
    ['{"openapi":"3.0.3"}', "has no `paths`"],
  ])("refuses %j", (text, message) => {
    expect(() => parseOpenApi(text, "The document")).toThrow(message);
  });

  it("bounds downloads in time and size, and says which status came", async () => {
    const server = createServer((request, response) => {
      if (request.url === "/large") response.end("x".repeat(2000));
      else if (request.url === "/stalls") response.write("{");
      else response.writeHead(503).end();
    });
    const url = await listen(server);
    try {
      await expect(download(`${url}/large`, { maxBytes: 1000 })).rejects.toThrow(
        "larger than 1000",
      );
      await expect(download(`${url}/stalls`, { timeout: 200 })).rejects.toThrow("within 200 ms");
      await expect(download(`${url}/down`)).rejects.toThrow("answered 503");
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
