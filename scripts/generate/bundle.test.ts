import { expect, it } from "vitest";
import { listOperations, type OpenApiDocument } from "../lib/openapi.js";
import { inlinePathItems } from "./bundle.js";

it("puts path items where paths refer to them, so that their operations are listed", () => {
  const get = { operationId: "getThing" };
  const bundled = inlinePathItems({
    paths: { "/thing": { $ref: "#/components/pathItems/Thing", summary: "own" } },
    components: { pathItems: { Thing: { get, summary: "shared" } }, schemas: {} },
  } as unknown as OpenApiDocument);

  expect(bundled.paths).toEqual({ "/thing": { get, summary: "own" } });
  expect(bundled.components).toEqual({ schemas: {} });
  expect(listOperations(bundled).map(({ path }) => path)).toEqual(["/thing"]);
});
