import { expect, it } from "vitest";
import { listOperations, type OpenApiDocument } from "./document/index.js";
import { inlineReferences } from "./bundle.js";

it("puts path items where paths refer to them, so that their operations are listed", () => {
  const get = { operationId: "getThing" };
  const bundled = inlineReferences({
    paths: { "/thing": { $ref: "#/components/pathItems/Thing", summary: "own" } },
    webhooks: { thing: { $ref: "#/components/pathItems/Thing" } },
    components: { pathItems: { Thing: { get, summary: "shared" } }, schemas: {} },
  } as unknown as OpenApiDocument);

  expect(bundled.paths).toEqual({ "/thing": { get, summary: "own" } });
  expect(bundled).toHaveProperty("webhooks", { thing: { get, summary: "shared" } });
  expect(bundled.components).toEqual({ schemas: {} });
  expect(listOperations(bundled).map(({ path }) => path)).toEqual(["/thing"]);
});

it("puts examples where they are referred to, so that each has its value", () => {
  const examples = (Small: object) => ({
    "/thing": { get: { parameters: [{ examples: { Small } }] } },
  });
  const small = { summary: "Small", value: { size: 1 } };
  const bundled = inlineReferences({
    paths: examples({ $ref: "#/components/examples/small" }),
    components: { examples: { small } },
  } as unknown as OpenApiDocument);

  expect(bundled.paths).toEqual(examples(small));
});
