import { describe, expect, test } from "vitest";
import { document } from "../../test-support/models-api.js";
import { withExpress } from "./express.js";
import { withFastify } from "./fastify.js";
import { withHono } from "./hono.js";
import { judge, libraries, type Library } from "./run.js";
import { variations } from "./variations.js";

describe.each(Object.entries(libraries))("%s keeps the contract", (_name, library) => {
  test.each(Object.entries(variations))("%s", async (_choice, variation) => {
    const { broken, undecided, held, kept } = await judge(library, variation);
    expect(broken).toEqual([]);
    expect(undecided).toEqual([]);
    expect(kept).toEqual([]);
    expect(held).toBeGreaterThan(100);
  });
});

describe("a bug of a library is found, and nothing else", () => {
  test.each<[string, Library, RegExp]>([
    [
      "cdimascio/express-openapi-validator#104",
      (service) => withExpress(document, service, true),
      /^a valid request is accepted .*createModel \/ openpipeReward/,
    ],
    [
      "openapistack/openapi-backend#229",
      (service) => withFastify(document, service, true),
      /^what the document forbids is refused .*createModel \/ media type text\/plain$/,
    ],
    [
      "honojs/middleware#2087",
      (service) => withHono(service, false),
      /^the media type is documented .*text\/plain.*createModel \/ media type/,
    ],
  ])("%s", async (_issue, library, named) => {
    const { broken, kept } = await judge(library);
    expect(broken).toEqual([expect.stringMatching(named)]);
    expect(kept).toEqual([]);
  });
});
