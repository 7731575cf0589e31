import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runScript } from "../../test/run-script.js";
import { createTempProject, type TempProject } from "../../test/temp-project.js";

vi.setConfig({ testTimeout: 180_000 });

let project: TempProject;
let child: ChildProcess | undefined;

beforeEach(async () => {
  project = await createTempProject();
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await project.remove();
});

test("serves the docs, reloads them on a valid save, and keeps the last valid page otherwise", async () => {
  const { url, stop } = await startPreview();
  const events = await listen(url);
  expect(await page(url)).toContain("Lifecycle of a model");

  const file = join(project.root, "openapi/openapi.yaml");
  const valid = await readFile(file, "utf8");
  await writeFile(file, valid.replace("## Costs", "## What it costs"));
  await events.next("reload");
  expect(await page(url)).toContain("What it costs");

  await writeFile(file, valid.replace("operationId: listModels", "operationId: listmodels"));
  const problem = await events.next("problem");
  expect(problem).toMatch(/openapi\/openapi\.yaml:\d+:\d+/);
  expect(problem).not.toContain("\u001b");
  expect(await page(url)).toContain("What it costs");
  // A page that is opened now is told too.
  expect(await (await listen(url)).next("problem")).toBe(problem);

  await writeFile(file, valid);
  await events.next("reload");
  expect(await page(url)).not.toContain("What it costs");

  expect((await fetch(`${url}openapi.json`)).headers.get("content-type")).toContain("json");
  expect((await fetch(`${url}openapi.yaml`)).status).toBe(200);
  expect((await fetch(`${url}operations/createModel.html`)).status).toBe(200);

  expect(await stop()).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
});

test("a port that is taken is said", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  try {
    const { exitCode, output } = await runScript(
      "scripts/docs/preview/index.ts",
      ["--port", String(port)],
      { root: project.root },
    );
    expect(exitCode).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken`);
  } finally {
    other.close();
  }
});

test.each([["70000"], ["x"]])("--port %s is refused", async (port) => {
  const { exitCode, output } = await runScript("scripts/docs/preview/index.ts", ["--port", port]);
  expect(exitCode).toBe(2);
  expect(output).toContain("--port must be a whole number");
});

async function startPreview() {
  const args = ["scripts/run.mjs", "scripts/docs/preview/index.ts", "--port", "0"];
  const process_ = spawn(process.execPath, args, {
    cwd: project.root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = process_;
  let output = "";
  const url = await new Promise<string>((resolve, reject) => {
    process_.once("exit", () => reject(new Error(`The preview ended early.\n${output}`)));
    process_.stdout.on("data", (chunk) => {
      output += chunk;
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(output)?.[0];
      if (url && output.includes("rendered")) resolve(url);
    });
  });
  const stop = async () => {
    process_.kill("SIGINT");
    const [code] = await once(process_, "exit");
    return code;
  };
  return { url, stop };
}

/** Reads the server's events, one after the other. */
async function listen(url: string) {
  const response = await fetch(`${url}events`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  const next = async (name: string): Promise<string> => {
    for (;;) {
      const match = /event: (\w+)\ndata: (.*)\n\n/.exec(text);
      if (match) {
        text = text.slice(match.index + match[0].length);
        expect(match[1]).toBe(name);
        return JSON.parse(match[2]!);
      }
      const { value, done } = await reader.read();
      if (done) throw new Error("The events have ended.");
      text += value;
    }
  };
  return { next };
}

async function page(url: string): Promise<string> {
  return (await fetch(url)).text();
}
