import { exec, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import type { OpenApiDocument } from "../lib/document/index.js";
import { readPort } from "../lib/port.js";
import { runScript } from "../test/run-script.js";
import { startMockServer } from "./server.js";

test("npm run mock prints a curl line that works, and stops on SIGTERM", async () => {
  const child = spawn(
    process.execPath,
    ["scripts/run.mjs", "scripts/mock/index.ts", "--port", "0"],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  try {
    let output = "";
    for await (const chunk of child.stdout) {
      output += chunk;
      if (output.includes("curl")) break;
    }
    const curl = output.split("\n").find((line) => line.trim().startsWith("curl"))!;
    const { stdout } = await promisify(exec)(`${curl.trim()} --silent`);
    expect(JSON.parse(stdout)).toMatchObject({ object: "list" });
  } finally {
    const ended = once(child, "exit");
    child.kill();
    await ended;
  }
});

test("a taken port is said, with what to do; closing frees it at once, though a connection is kept alive", async () => {
  const mock = await startMockServer();
  await (await fetch(`${mock.url}/models`, { headers: { Authorization: "Bearer k" } })).text();
  const port = Number(new URL(mock.url).port);
  await expect(startMockServer({ port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another with --port (0: any free one).`,
  );
  await mock.close();
  const server = createServer().listen(port, "127.0.0.1");
  await once(server, "listening");
  server.close();
});

test.each([
  [["--port", "70000"], '--port must be a whole number from 0 to 65535, not "70000".'],
  [["--prot", "1"], "--prot"],
])("wrong arguments %j are refused with the usage", async (args, said) => {
  const { exitCode, output } = await runScript("scripts/mock/index.ts", args);
  expect(exitCode).toBe(2);
  expect(output).toContain(said);
  expect(output).toContain("Usage: npm run mock");
});

test.each(["http", "-1", "1.5", ""])("a port cannot be %j", (value) => {
  expect(() => readPort(value)).toThrow(
    `--port must be a whole number from 0 to 65535, not "${value}".`,
  );
});

const empty = { openapi: "3.1.0", paths: {} } as unknown as OpenApiDocument;
const refusal = "The mock could not serve the document: No operations found";

test("a document that Prism cannot serve is said", async () => {
  await expect(startMockServer({ document: empty })).rejects.toThrow(refusal);
});

test("serves another document at the same address, and none that it cannot", async () => {
  const responses = { "204": { description: "Made." } };
  const document = { ...empty, paths: { "/things": { put: { operationId: "put", responses } } } };
  const mock = await startMockServer();
  try {
    const put = async () => (await fetch(`${mock.url}/things`, { method: "PUT" })).status;
    expect(await put()).toBe(404);
    expect(await mock.serve(document)).toBe(mock.url);
    await expect(mock.serve(empty)).rejects.toThrow(refusal);
    expect(await put()).toBe(204);
  } finally {
    await mock.close();
  }
});
