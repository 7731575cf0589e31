import type http from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { type Served, serve } from "../../../scripts/lib/serve.js";
import { deriveCases } from "../derive/index.js";
import type { Target } from "../target.js";
import { documentWith } from "../../test-support/document.js";
import type { RunOptions } from "./options.js";
import { runCases } from "./run.js";

const token = "s3cret-token";
const servers: Served[] = [];

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

type Handler = (request: http.IncomingMessage, body: string, response: http.ServerResponse) => void;

async function start(handle: Handler): Promise<Target> {
  const server = await serve(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    handle(request, body, response);
  });
  servers.push(server);
  return { kind: "reference", baseUrl: `${server.url}/v1`, token };
}

const document = documentWith({
  type: "object",
  additionalProperties: false,
  required: ["name"],
  properties: { name: { type: "string" } },
}) as OpenApiDocument;
const { cases } = deriveCases(document);

function answer(response: http.ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

/** A server that does what the document says. */
const right: Handler = (request, body, response) => {
  if (request.url !== "/v1/things") return answer(response, 404, { message: "No such path" });
  if (request.method !== "POST") return answer(response, 405, { message: "No such method" });
  if (request.headers.authorization !== `Bearer ${token}`) {
    return answer(response, 401, { message: "Who are you?" });
  }
  if (request.headers["content-type"] !== "application/json") {
    return answer(response, 415, { message: "Not JSON" });
  }
  try {
    const value = JSON.parse(body);
    const known = Object.keys(value).every((key) => key === "name");
    if (typeof value.name === "string" && known) return answer(response, 200, {});
  } catch {
    // It is refused below.
  }
  answer(response, 400, { message: "Not valid" });
};

async function run(target: Target, options?: RunOptions, chosen = cases) {
  const result = await runCases(document, chosen, target, options);
  return {
    ...result,
    broken: result.results.flatMap(({ violations }) => violations),
    outcomes: [...new Set(result.results.map(({ outcome }) => outcome))].sort(),
  };
}

describe("a run", () => {
  it("finds nothing wrong with a server that does what the document says", async () => {
    const { broken, outcomes, requests, results } = await run(await start(right));
    expect(broken).toEqual([]);
    expect(outcomes).toEqual(["held"]);
    expect(requests).toBe(cases.length);
    expect(results.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  });

  it("names the case and the rule that a server breaks", async () => {
    const target = await start((request, body, response) =>
      right(request, body.replace(',"unknown_property":"text"', ""), response),
    );
    const { broken } = await run(target);
    expect(broken).toMatchObject([
      {
        caseId: "createThing / body / unknown property",
        rule: "what the document forbids is refused",
        pointer:
          "#/paths/~1things/post/requestBody/content/application~1json/schema/additionalProperties",
        expected: "status 400 or 422",
        actual: "200 {}",
      },
    ]);
  });

  it.each(["opk_s3cr3t", "opk_s3cr3t+/=tok", "opk_abcdef0123456789SECRETabcdef0123456789TAIL"])(
    "tells nothing of a key, nor of the most of it that a wrong one is made of: %s",
    async (key) => {
      const target = await start((request, _, response) =>
        answer(response, 500, { message: `boom ${request.headers.authorization}` }),
      );
      const { broken } = await run({ ...target, token: key, readOnlyToken: "opk_re4d" });
      expect(broken.length).toBeGreaterThan(20);
      for (const piece of [key.slice(0, 7), key.slice(-7), "opk_re4d"]) {
        expect(JSON.stringify(broken).toLowerCase()).not.toContain(piece.toLowerCase());
      }
    },
  );

  it("adapts bodies on their way, malformed ones too", async () => {
    const bodies: string[] = [];
    const target = await start((request, body, response) => {
      bodies.push(body);
      right(request, body, response);
    });
    const prepare = (json: unknown) =>
      typeof (json as { name?: unknown } | null)?.name === "string" ? { name: "adapted" } : json;
    await run(target, { prepare });
    expect(bodies).toContain('{"name":"adapted"}');
    expect(bodies).toContain('{"name":"adapted"');
    expect(bodies).not.toContain('{"name":"text"');
  });

  it("sends each token as the case says, and never another header", async () => {
    const seen = new Set<string | undefined>();
    const headers = new Set<string>();
    const target = await start((request, body, response) => {
      seen.add(request.headers.authorization);
      for (const name of Object.keys(request.headers)) headers.add(name);
      right(request, body, response);
    });
    await run(target);
    expect(seen).toEqual(
      new Set([
        `Bearer ${token}`,
        undefined,
        "Bearer",
        `Basic ${token}`,
        "Bearer contract-tests-unknown-token",
        `Bearer ${token.slice(0, Math.floor(token.length * 0.75))}`,
        `Bearer ${token}0`,
        `Bearer ${token.toUpperCase()}`,
        `Bearer ${token.slice(0, -1)}x`,
        token,
        `Bearer${token}`,
        "Bearer null",
        `Bearer 0${token}`,
        `Token ${token}`,
        `Basic ${Buffer.from(`${token}:`).toString("base64")}`,
        `Bearer ${token} and more`,
        `Bearer "${token}"`,
        "Bearer %",
      ]),
    );
    expect([...headers].sort()).toEqual([
      "accept",
      "authorization",
      "connection",
      "content-length",
      "content-type",
      "cookie",
      "host",
      "x-api-key",
    ]);
  });

  it("reports hanging, closing and half answers as broken, not as a crash", async () => {
    const hanging = await run(await start(() => {}), { timeoutMs: 50, concurrency: 50 });
    expect(hanging.broken[0]).toMatchObject({
      rule: "every request is answered",
      actual: "No whole answer within 50 ms",
    });
    const closing = await run(await start((request) => request.socket.destroy()));
    expect(closing.broken[0]).toMatchObject({ actual: "socket hang up" });
    const half = await run(
      await start((_request, _body, response) => {
        response.writeHead(200, { "Content-Length": 10 });
        response.write("{");
        setTimeout(() => response.destroy(), 5);
      }),
    );
    expect(half.broken[0]).toMatchObject({ rule: "every request is answered", actual: "aborted" });
    expect(half.broken).toHaveLength(cases.length);
  });

  it("sends again what met a connection that the server had given up", async () => {
    const seen = new Map<unknown, number>();
    const impatient = await start((request, body, response) => {
      const count = (seen.get(request.socket) ?? 0) + 1;
      seen.set(request.socket, count);
      // It says nothing after its first answer on a connection, and closes it.
      if (count > 1) request.socket.destroy();
      else right(request, body, response);
    });
    const { broken } = await run(impatient);
    expect(broken).toEqual([]);
    expect(seen.size).toBeGreaterThan(cases.length / 2);
  });

  it("gives up on an answer that does not end", async () => {
    const endless = await start((_request, _body, response) => {
      response.writeHead(200);
      const more = () => response.write(Buffer.alloc(1_000_000)) && setImmediate(more);
      response.on("drain", more);
      more();
    });
    const { broken } = await run(endless, {}, cases.slice(0, 1));
    expect(broken[0]).toMatchObject({ actual: "An answer of more than 10 MB" });
  });

  it("never reports the token, even where the server echoes it", async () => {
    const target = await start((request, _body, response) => {
      const authorization = String(request.headers.authorization);
      response.writeHead(400, { "Content-Type": `text/${authorization.replace("Bearer ", "")}` });
      response.end(JSON.stringify({ message: `no: ${authorization}` }));
    });
    const { broken, results } = await run(target);
    expect(broken.length).toBeGreaterThan(0);
    expect(JSON.stringify(results)).not.toContain(token);
    expect(JSON.stringify(results)).toContain("$OPENPIPE_API_KEY");
  });

  it.each([
    ["as it is", token],
    ["in base64", Buffer.from(`:${token}`).toString("base64")],
    ["as a URL writes it", [...Buffer.from(token)].map((byte) => `%${byte.toString(16)}`).join("")],
  ])("accuses a server that shows the token %s, and does not show it itself", async (_, shown) => {
    const target = await start((_request, _body, response) => {
      answer(response, 400, { message: `no: ${shown}` });
    });
    const { broken, results } = await run(target, {}, cases.slice(0, 1));
    expect(broken.map(({ rule }) => rule)).toContain("no token is shown");
    expect(JSON.stringify(results)).not.toContain(shown);
  });

  it("ends at once where nothing listens", async () => {
    const target = await start(right);
    servers.pop()?.close();
    const { endedEarly, outcomes, results } = await run(target);
    expect(endedEarly).toBe(
      `${target.baseUrl} cannot be reached (ECONNREFUSED). Is the server running?`,
    );
    expect(outcomes).toEqual(["skipped"]);
    expect(results).toHaveLength(cases.length);
  });

  it("ends early when it is told to, with the reason", async () => {
    const abort = new AbortController();
    const target = await start((request, body, response) => {
      abort.abort("The token was refused.");
      right(request, body, response);
    });
    const { endedEarly, requests } = await run(target, { signal: abort.signal, concurrency: 2 });
    expect(endedEarly).toBe("The token was refused.");
    expect(requests).toBeLessThanOrEqual(3);
  });

  it("skips what a target cannot decide, with the reason", async () => {
    const target = { ...(await start(right)), kind: "mock" as const };
    const { results } = await run(target);
    const skipped = results.filter(({ outcome }) => outcome === "skipped");
    expect(skipped[0]).toMatchObject({
      id: "createThing / unknown token",
      reason: "Prism takes any token.",
    });
    expect(new Set(skipped.map(({ reason }) => reason))).toEqual(
      new Set([
        "Prism takes any token.",
        "Prism reads every JSON media type.",
        "Prism answers an unknown method in a shape of its own.",
      ]),
    );
  });
});
