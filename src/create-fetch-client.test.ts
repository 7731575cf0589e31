import { describe, expect, it } from "vitest";
import { createFetchClient, InvalidRequestError } from "./index.js";
import { createRequest } from "./test-support/models.js";
import { failure, start } from "./test-support/start.js";

const misspelt: object = { ...createRequest("own"), datasetID: "d" };

describe("requests of one's own", () => {
  it("are checked before they are sent", async () => {
    const { server, client } = await start();
    const refusals = [
      client.POST("/models", { body: misspelt as never }),
      client.POST("/models", { body: 1n as never }),
      client.POST("/models", {
        body: createRequest("own"),
        headers: { "Content-Type": "text/csv" },
      }),
      client.POST("/models", {} as never),
      client.GET("/models/{modelSlug}", { params: { path: { modelSlug: ".." } } }),
    ].map((sent) => failure<InvalidRequestError>(sent));
    const issues = (await Promise.all(refusals)).map((error) => {
      expect(error).toBeInstanceOf(InvalidRequestError);
      return error.issues[0];
    });
    expect(issues).toMatchObject([
      { pointer: "/datasetID", message: expect.stringContaining("is not a property") },
      { pointer: "", message: "must be plain JSON" },
      { pointer: "/headers/content-type", message: "must be one of application/json" },
      { pointer: "", message: "must be plain JSON" },
      { pointer: "/modelSlug" },
    ]);
    expect(server.requests).toEqual([]);
  });

  it("are of operations of the document, with options that count", async () => {
    const { server, client } = await start();
    const refused = (sent: Promise<unknown>) => failure(sent).then(({ message }) => message);
    const odd = { baseUrl: "https://elsewhere.test" } as object;
    expect(await refused(client.GET("/models", odd))).toBe(
      "GET /models was not sent: `baseUrl` is not an option.",
    );
    expect(await refused(client.GET("/nothing" as "/models"))).toBe("The API has no GET /nothing.");
    expect(await refused(client.PUT("/models" as never, {} as never))).toBe(
      "The API has no PUT /models.",
    );
    expect(server.requests).toEqual([]);
  });

  it("go with what their options say, and come back as they are asked for", async () => {
    const { server, client } = await start();
    const seen: string[] = [];
    const middleware = [
      { onRequest: ({ schemaPath }: { schemaPath: string }) => void seen.push(schemaPath) },
    ];
    const signal = AbortSignal.abort("enough");
    const headers = { "X-Trace": "1" };
    const { data } = await client.GET("/models", { headers, parseAs: "text", middleware });
    expect(JSON.parse(data!)).toMatchObject({ object: "list" });
    expect(server.requests[0]?.headers).toMatchObject({
      "x-trace": "1",
      accept: "application/json",
    });
    expect(seen).toEqual(["/models"]);
    await expect(client.GET("/models", { signal })).rejects.toBe("enough");
  });

  it("can be of every method that OpenAPI has", () => {
    const methods = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];
    const client = createFetchClient({ apiKey: "sk-test" });
    expect(Object.keys(client).sort()).toEqual([...methods, "eject", "use"].sort());
  });

  it("say in an error which they are", async () => {
    const { client } = await start({ fault: () => "drop after" });
    const error = await failure(client.GET("/models"));
    expect(error).toMatchObject({ method: "GET", path: "/models", attempts: 1 });
  });

  it("are sent as they are when checking is off", async () => {
    const { client } = await start({}, { validateRequests: false });
    const { response } = await client.POST("/models", { body: misspelt as never });
    expect(response.status).toBe(200);
  });
});
