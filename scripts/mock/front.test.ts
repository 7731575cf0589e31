import http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { OpenApiDocument } from "../lib/document/index.js";
import { type MockServer, startMockServer } from "./server.js";

let mock: MockServer;

beforeAll(async () => {
  mock = await startMockServer();
});
afterAll(() => mock.close());

/** Sends a request as it stands, without what `fetch` mends. */
function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = "",
): Promise<{ status: number | undefined; body: string }> {
  return new Promise((resolve, reject) => {
    const all = { authorization: "Bearer k", accept: "application/json", ...headers };
    const { port } = new URL(mock.url);
    const request = http.request(
      { host: "127.0.0.1", port, method, path, headers: all },
      async (response) => {
        let text = "";
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode, body: text });
      },
    );
    request.once("error", reject);
    request.end(body);
  });
}

/** Serves a document with one path. */
async function serveOnly(path: string, item: object): Promise<void> {
  const document = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: { [path]: item },
  };
  await mock.serve(document as unknown as OpenApiDocument);
}

const json = { "content-type": "application/json" };

test.each([
  ["a malformed URL", "GET", "/models/%zz", {}, "", 400, "BAD_REQUEST"],
  ["a URL of another host", "GET", "//models", {}, "", 400, "BAD_REQUEST"],
  ["malformed JSON", "POST", "/models", json, '{"slug":', 400, "PARSE_ERROR"],
  ["a foreign Host", "GET", "/models", { host: "evil.example" }, "", 403, "FORBIDDEN"],
])("%s is answered in the shape of the API, and does not end the mock", async (...row) => {
  const [, method, path, headers, body, status, code] = row;
  const refused = await send(method, path, headers as Record<string, string>, body);
  expect(refused.status).toBe(status);
  expect(JSON.parse(refused.body)).toEqual({ message: expect.any(String), code });
  expect((await send("GET", "/models")).status).toBe(200);
});

test("everything else reaches Prism as it came", async () => {
  const named = await send("GET", "/models/x", { prefer: "code=404" });
  expect(named.status).toBe(404);
  expect((await send("POST", "/models", json, "{}")).status).toBe(400);
  expect((await send("GET", "/nothing")).status).toBe(404);
});

// From here on, the same mock serves documents of their own.

test("a value in any script can be refused", async () => {
  const size = { enum: ["大", "小"] };
  const schema = { type: "object", properties: { size } };
  await serveOnly("/things", {
    post: {
      operationId: "createThing",
      requestBody: { content: { "application/json": { schema } } },
      responses: { "204": { description: "Made" }, "400": { description: "Refused" } },
    },
  });
  const body = JSON.stringify({ size: "中" });
  const answer = await fetch(`${mock.url}/things`, { method: "POST", headers: json, body });
  expect(answer.status).toBe(400);
});

test("a parameter in the path may have any name", async () => {
  const named = (name: string) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "integer" },
  });
  await serveOnly("/things/{thing.id}/{a-b$}:run", {
    parameters: [named("thing.id"), named("a-b$")],
    post: { responses: { "204": { description: "done" }, "400": { description: "refused" } } },
  });
  const run = (path: string) => fetch(`${mock.url}/things/${path}`, { method: "POST" });
  expect([(await run("1/2:run")).status, (await run("1/x:run")).status]).toEqual([204, 400]);
});

test("a parameter in the query may have any name", async () => {
  const schema = { type: "array", items: { type: "integer" } };
  const parameters = ["tags[]", "größe", "a b"].map((name) => {
    return { name, in: "query", required: true, schema };
  });
  await serveOnly("/things", {
    get: {
      parameters,
      responses: { "204": { description: "found" }, "400": { description: "no" } },
    },
  });
  const find = (query: string) => fetch(`${mock.url}/things?${query}`);
  const good = "tags%5B%5D=1&tags[]=2&gr%C3%B6%C3%9Fe=3&a%20b=4";
  expect((await find(good)).status).toBe(204);
  for (const value of ["1", "2", "3", "4"]) {
    expect((await find(good.replace(`=${value}`, "=x"))).status).toBe(400);
  }
});

test("a request that Prism trips over is answered, and does not end the mock", async () => {
  // It fails on a part without a type.
  const schema = { type: "object", properties: { file: { type: "string", format: "binary" } } };
  await serveOnly("/files", {
    post: {
      requestBody: { content: { "multipart/form-data": { schema } } },
      responses: { "204": { description: "done" } },
    },
  });
  const part = 'Content-Disposition: form-data; name="file"; filename="a"\r\n\r\nno type';
  const answer = await fetch(`${mock.url}/files`, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: `--x\r\n${part}\r\n--x--\r\n`,
  });
  expect(answer.status).toBe(502);
  expect((await fetch(`${mock.url}/files`)).status).toBe(405);
});

test("an answer of a media type that Prism cannot write is some text of that type", async () => {
  const content = {
    "application/octet-stream": {},
    "application/x-ndjson": {
      schema: { type: "object" },
      examples: { one: { value: { a: 1 } }, two: { value: '{"a":1}\n' } },
    },
  };
  await serveOnly("/file", { get: { responses: { "200": { description: "A file.", content } } } });
  for (const accept of Object.keys(content)) {
    const answer = await fetch(`${mock.url}/file`, { headers: { accept } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, accept]);
  }
});
