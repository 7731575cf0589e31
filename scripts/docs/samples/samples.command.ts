import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect, promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  listOperations,
  type OpenApiDocument,
  resolve,
  type ResponseObject,
} from "../../lib/document/index.js";
import { type MockServer, startMockServer } from "../../mock/server.js";
import { compilePrograms } from "../../test/compile-programs.js";
import { runProgram } from "../../test/run-program.js";
import { withCodeSamples } from "./inject.js";
import { startRecorder } from "./recorder.js";
import { writtenOut } from "./request-text.js";
import { isJson } from "../../../src/http/media-type.js";
import { languages, listSamples, type Sample } from "./samples.js";

const exec = promisify(execFile);
const document: OpenApiDocument = JSON.parse(await readFile("generated/openapi.json", "utf8"));
const server = document.servers![0]!.url;
const samples = listSamples(document).filter(({ isProgram }) => isProgram);
const hasPython = spawnSync("python3", ["--version"]).status === 0;
const titled = samples.map((sample): [string, Sample] => [
  `${sample.language} ${sample.operationId} ${sample.example ?? ""}`.trim(),
  sample,
]);

let mock: MockServer;
let scratch: string;

beforeAll(async () => {
  mock = await startMockServer();
  scratch = await mkdtemp(join(tmpdir(), "openpipe-models-samples-"));
});
afterAll(async () => {
  await mock?.close();
  await rm(scratch, { recursive: true, force: true });
});

test("every request example of every operation has a sample in each language", () => {
  for (const { language } of languages) {
    const shown = listSamples(document)
      .filter((sample) => sample.language === language)
      .map(({ operationId, example }) => `${operationId} ${example}`);
    const expected = listOperations(document).flatMap(({ operation, requestBody }) => {
      const [content] = Object.values(requestBody?.content ?? {});
      const examples = Object.keys(content?.examples ?? {});
      return (examples.length > 0 ? examples : [undefined]).map(
        (example) => `${operation.operationId} ${example}`,
      );
    });
    expect(shown).toEqual(expected);
  }
});

describe("each sample sends its example and prints the answer", () => {
  test.for(titled)("%s", async ([title, sample], { skip }) => {
    if (sample.language === "python" && !hasPython) return skip("There is no python3 here.");
    const recorder = await startRecorder(mock.url, sample.example);
    try {
      const stdout = await run(sample, recorder.url, title.replaceAll(" ", "-"));
      expect(recorder.requests).toHaveLength(1);
      const [request] = recorder.requests;
      expect(request).toMatchObject({
        method: sample.method,
        path: writtenOut(sample, "").url,
      });
      for (const { header, prefix } of sample.keys) {
        expect(request!.headers[header]).toBe(`${prefix}sample-key`);
      }
      if (sample.keys.length === 0) expect(JSON.stringify(request)).not.toContain("sample-key");
      if (sample.mediaType && isJson(sample.mediaType)) {
        expect(JSON.parse(request!.body)).toEqual(sample.body);
      }
      const answer = expectedAnswer(sample);
      if (sample.language === "curl" && answer !== undefined) {
        expect(JSON.parse(stdout)).toEqual(answer);
      }
      for (const word of identifiers(answer)) expect(stdout).toContain(word);
    } finally {
      await recorder.close();
    }
  });
});

test("the TypeScript samples compile under strict settings", async () => {
  const programs = samples
    .filter(({ language }) => language === "typescript")
    .map(({ source }) => source);
  expect(await compilePrograms(programs, join(scratch, "typecheck"))).toBe("");
});

test("the rendered document carries them, the published one does not", () => {
  const operations = listOperations(withCodeSamples(document));
  const carried = operations.flatMap(
    ({ operation }) => (operation as { "x-codeSamples"?: object[] })["x-codeSamples"] ?? [],
  );
  expect(carried).toHaveLength(listSamples(document).length);
  expect(JSON.stringify(document)).not.toContain("x-codeSamples");
});

/** Runs a sample as its reader would and returns what it printed. */
function run(sample: Sample, url: string, name: string): Promise<string> {
  if (sample.language === "typescript") return runTypeScript(sample, url, name);
  return sample.language === "curl" ? runCurl(sample, url) : runPython(sample, url);
}

async function runPython({ source }: Sample, url: string): Promise<string> {
  const env = { PATH: process.env.PATH, OPENPIPE_API_KEY: "sample-key" };
  const args = ["-c", source.replace(server, url)];
  return (await exec("python3", args, { env, timeout: 15_000 })).stdout;
}

async function runCurl({ source }: Sample, url: string): Promise<string> {
  const command = `${source.replace(server, url)} --silent --fail-with-body`;
  const env = { PATH: process.env.PATH, OPENPIPE_API_KEY: "sample-key" };
  return (await exec("sh", ["-c", command], { env, timeout: 15_000 })).stdout;
}

async function runTypeScript({ source }: Sample, url: string, name: string): Promise<string> {
  const { log } = await runProgram(source, url, join(scratch, `${name}.mjs`));
  return log.map((values) => inspect(values, { depth: 9 })).join("\n");
}

/** The example answer that goes with the sample's request; undefined where that is no JSON. */
function expectedAnswer({ operationId, example }: Sample): unknown {
  const { operation } = listOperations(document).find(
    (located) => located.operation.operationId === operationId,
  )!;
  const success = Object.entries(operation.responses ?? {}).find(([status]) => /^2/.test(status));
  const { content = {} } = resolve<ResponseObject>(document, success?.[1] ?? {});
  const { examples = {} } = Object.entries(content).find(([type]) => isJson(type))?.[1] ?? {};
  const shown = example === undefined ? undefined : examples[example];
  return (shown ?? Object.values(examples)[0])?.value;
}

/** The ids of an answer, which a printed object shows whatever its layout. */
function identifiers(answer: unknown): string[] {
  const { data, id } = Object(answer) as { data?: unknown; id?: unknown };
  if (Array.isArray(data)) return data.flatMap(identifiers);
  return typeof id === "string" ? [id] : [];
}
