import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { runScript } from "../test/run-script.js";
import { createTempProject } from "../test/temp-project.js";
import { parseAccepted } from "./accepted.js";
import { runDrift } from "./command.js";

const root = process.cwd();
const standIn = "scripts/drift/cases/vendor-stand-in.yaml";
const text = await readFile(standIn, "utf8");
const json = JSON.stringify(parse(text));
const drifted = text.replace("enum: [chat, tools, json]", "enum: [chat, tools]");

const server = createServer(({ url }, response) => {
  const bodies: Record<string, string> = {
    "/openapi.json": json,
    "/empty": "",
    "/page": "<!doctype html><title>Sign in</title>",
  };
  const body = bodies[url!.split("?")[0]!];
  response.writeHead(body === undefined ? 404 : 200).end(body);
});
let origin: string;
let scratch: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-drift-"));
  await writeFile(join(scratch, "drifted.yaml"), drifted);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await rm(scratch, { recursive: true, force: true });
});

test("the stand-in as a YAML file and as JSON from a URL agrees with the accepted list", async () => {
  for (const source of [standIn, `${origin}/openapi.json`]) {
    const { output, agrees } = await runDrift(root, [source]);
    expect(output).toContain(`the models resource of ${source}`);
    expect(output).toMatch(/\n0 unexpected differences, \d+ accepted, 0 accepted entries/);
    expect(agrees).toBe(true);
  }
});

test("drift fails, says where on both sides, and gives the entry that would accept it", async () => {
  const file = join(scratch, "drifted.yaml");
  const result = await runScript("scripts/drift/index.ts", [file]);
  const output = stripVTControlCharacters(result.output);
  expect(result.exitCode).toBe(1);
  expect(output).toContain(`removed    value "json" removed
           ours    #/components/schemas/ModelCapability/enum
           vendor  #/paths/~1models/post/responses/200/content/application~1json/schema/properties/capabilities/items/enum
           in createModel
`);
  expect(output).toContain("\n1 unexpected difference,");
  const entry = /(- reason: ""\n[^]*?)\n\n/.exec(output)![1]!;
  const given = parseAccepted(entry.replace('""', "Why."), "entry");
  expect(given).toMatchObject([
    { pointer: "#/components/schemas/ModelCapability/enum", change: 'value "json" removed' },
  ]);
});

test("an entry that no longer applies fails and is named with its line", async () => {
  const project = await createTempProject(["openapi"]);
  try {
    const list = join(project.root, "openapi/accepted-drift.yaml");
    const known = await readFile(list, "utf8");
    const more = '\n- reason: Old.\n  accepts:\n    - pointer: "#/paths"\n      change: gone\n';
    await writeFile(list, known + more);
    const { output, agrees } = await runDrift(project.root, [standIn]);
    expect(agrees).toBe(false);
    const line = (known + more).split("\n").indexOf('    - pointer: "#/paths"') + 1;
    expect(output).toContain(`accepted at openapi/accepted-drift.yaml:${line}: it does not differ`);
    expect(output).toContain("1 accepted entry that no longer applies.");
    await rm(list);
    await expect(runDrift(project.root, [standIn])).rejects.toThrow(
      "openapi/accepted-drift.yaml cannot be read",
    );
  } finally {
    await project.remove();
  }
});

test.each([
  [[], "Name the vendor's document.\n\nUsage:"],
  [[""], "Name the vendor's document.\n\nUsage:"],
  [["a", "b"], "Name one document, not 2.\n\nUsage:"],
  [["--json"], "Unknown option '--json'"],
  [["main"], "main is neither a file nor an http(s) URL."],
  [["openapi"], "openapi is neither a file nor an http(s) URL."],
  [["ftp://a.example/openapi.json"], "is neither a file nor an http(s) URL."],
  [["package.json"], "package.json is not an OpenAPI 3 document"],
  [["README.md"], "README.md is n"],
  [["http://127.0.0.1:1/openapi.json"], "http://127.0.0.1:1/openapi.json cannot be reached"],
  [["/empty?key=secret"], "/empty is empty."],
  [["/page?key=secret"], "/page is HTML or XML"],
  [["/nothing?key=secret"], "/nothing answered 404"],
])("refuses %j", async (args, message) => {
  const named = args.map((arg) => (arg.startsWith("/") ? origin + arg : arg));
  const error: Error = await runDrift(root, named).then(
    () => expect.unreachable(),
    (failure) => failure,
  );
  expect(error.name).toBe("Failure");
  expect(error.message).toContain(message);
  expect(error.message).not.toContain("secret");
});
