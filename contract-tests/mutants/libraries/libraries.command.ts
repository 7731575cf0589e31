import { describe, expect, test } from "vitest";
import { document } from "../../test-support/models-api.js";
import { withExpress } from "./express.js";
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
  test.each<[string, Library, ...RegExp[]]>([
    [
      "cdimascio/express-openapi-validator#104",
      (service) => withExpress(document, service, true),
      /^a model echoes what was asked for .*createModel \/ openpipe \/ hyperparameters/,
      /^a valid request is accepted .*createModel \/ openpipeReward/,
    ],
    [
      "honojs/middleware#2087",
      (service) => withHono(service, false),
      /^the media type is documented .*text\/plain.*createModel \/ media type/,
      /^what the document forbids is refused .*media type application\/merge-patch\+json$/,
    ],
  ])("%s", async (_issue, library, ...causes) => {
    const { broken, kept } = await judge(library);
    expect(broken).toEqual(causes.map((cause) => expect.stringMatching(cause)));
    expect(kept).toEqual([]);
  });
});
