import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MockServer, startMockServer } from "../scripts/mock/server.js";
import { operations } from "./engine/derive/operation.js";
import { append, get } from "../scripts/lib/document/index.js";
import { isObject } from "./engine/derive/schema.js";
import { toHttpRequest } from "./engine/run/http-request.js";
import type { HttpResponse } from "./engine/run/options.js";
import { createSender, type Sender } from "./engine/run/send.js";
import { deriveCases } from "./engine/derive/index.js";
import { cases, document, gaps } from "./test-support/project.js";

describe("the cases of the document", () => {
  it("have ids of their own", () => {
    expect(cases.length).toBeGreaterThan(0);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it("are the same for the same document", () => {
    expect(deriveCases(structuredClone(document))).toEqual({ cases, gaps });
  });
});

describe("what the verdicts on the mock rest on", () => {
  let mock: MockServer;
  let sender: Sender;

  beforeAll(async () => {
    mock = await startMockServer({ strictExamples: true });
    sender = createSender(5_000, 1);
  });

  afterAll(async () => {
    sender.close();
    await mock.close();
  });

  function send(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: string,
  ): Promise<HttpResponse> {
    return sender.send({
      method: method.toUpperCase(),
      url: mock.url + path,
      headers: { Accept: "application/json", Authorization: "Bearer any-token", ...headers },
      ...(body !== undefined && { body }),
    });
  }

  // Some values of `jsonSchemaDialect` turn Prism's validation off altogether, in silence.
  it("refuses something at all", async () => {
    const json = { "Content-Type": "application/json" };
    expect((await send("post", "/models", json, "{}")).status).toBe(400);
    expect((await send("get", "/models", { Authorization: "" })).status).toBe(401);
  });

  it("answers malformed JSON at all", async () => {
    const json = { "Content-Type": "application/json" };
    expect((await send("post", "/models", json, '{"slug":')).status).toBe(400);
  });

  // An answer to HEAD has no body to show an example in.
  const answering = operations(document).filter(({ method }) => method !== "head");
  const examples = answering.flatMap(({ id, pointer, statuses }) => {
    // Prism shows what it is asked for only to a request that is right.
    const right = cases.find(({ operationId, group }) => operationId === id && group === "valid");
    if (!right) {
      it.skip(`has no request for the examples of ${id}`);
      return [];
    }
    const responses = append(pointer, "responses");
    return statuses
      .flatMap((status) => namedExamples(responses, status))
      .map(({ status, name }) => ({ id, status, name, right }));
  });

  it("has examples to check", () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  it.each(examples)(
    "answers $id $status with the example $name, which matches its schema",
    async ({ status, name, right }) => {
      // Prism answers a status that is not listed with the `default` response.
      const code = status === "default" ? 418 : Number(status.replace("XX", "18"));
      const request = toHttpRequest(right, { kind: "mock", baseUrl: mock.url, token: "any-token" });
      const headers = { ...request.headers, Prefer: `code=${code}, example=${name}` };
      const response = await sender.send({ ...request, headers });
      expect(response.headers["sl-violations"]).toBeUndefined();
      expect(response.headers["content-type"]).toBe("application/json");
      expect(response.status).toBe(code);
    },
  );
});

function namedExamples(responses: string, status: string): { status: string; name: string }[] {
  const response = get(document, append(responses, status)) as { $ref?: string };
  const pointer = response.$ref ?? append(responses, status);
  const examples = get(document, append(pointer, "content", "application/json", "examples"));
  return isObject(examples) ? Object.keys(examples).map((name) => ({ status, name })) : [];
}
