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
  test.each<[string, Library, RegExp[]]>([
    [
      "cdimascio/express-openapi-validator#104",
      (service) => withExpress(document, service, true),
      [
        /^a model echoes what was asked for .*\/ hyperparameters\./,
        /^a valid request is accepted .*openpipeReward/,
      ],
    ],
    [
      "openapistack/openapi-backend#229",
      (service) => withFastify(document, service, true),
      [
        /^what the document forbids is refused .*JSON in a text$/,
        /^what the document forbids is refused .*media type text\/plain$/,
      ],
    ],
    [
      "honojs/middleware#891",
      (service) => withHono(service, false),
      [
        /^the media type is documented .*text\/plain.*media type/,
        /^what the document forbids is refused .*media type application\/merge-patch\+json$/,
      ],
    ],
  ])("%s", async (_issue, library, named) => {
    const { broken } = await judge(library);
    expect(broken.sort()).toEqual(named.map((pattern) => expect.stringMatching(pattern)));
  });
});
