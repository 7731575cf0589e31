import { describe, expect, it } from "vitest";
import { InvalidRequestError } from "./index.js";
import { createRequest } from "./test-support/models.js";
import { failure, start } from "./test-support/start.js";

const misspelt: object = { ...createRequest("own"), datasetID: "d" };

describe("requests of one's own", () => {
  it("are checked before they are sent", async () => {
    const { server, client } = await start();
    const refusals = [
      client.POST("/models", { body: misspelt as never }),
      client.POST("/models", { body: "{" as never, bodySerializer: String }),
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
      { pointer: "/headers/content-type" },
      { pointer: "/modelSlug" },
    ]);
    expect(server.requests).toEqual([]);
  });

  it("are sent as they are when checking is off", async () => {
    const { client } = await start({}, { validateRequests: false });
    const { response } = await client.POST("/models", { body: misspelt as never });
    expect(response.status).toBe(200);
  });
});
