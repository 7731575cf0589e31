import { expect, it } from "vitest";
import { decodeText, parseOpenApi } from "./parse.js";
import { showSource, showText } from "./show.js";

const bomb = [..."abcdefghi"]
  .map(
    (name, index) =>
      `${name}: &${name} [${index === 0 ? "x" : `*${"abcdefghi"[index - 1]},`.repeat(9)}]`,
  )
  .join("\n");

it.each([
  ["aliases that multiply", `openapi: 3.1.0\npaths: {}\n${bomb}`, "aliases (`*name`) multiply"],
  ["an alias in itself", "openapi: 3.1.0\npaths: &a { b: *a }", "levels deep"],
  ["several documents", "openapi: 3.1.0\npaths: {}\n---\na: 1", "several YAML documents"],
  ["a key twice in YAML", "openapi: 3.1.0\npaths: {}\npaths: {}\n", "Map keys must be unique"],
  ["a key twice in JSON", '{"openapi":"3.1.0","paths":{},"paths":{}}', "Map keys must be unique"],
  ["brackets without end", "[".repeat(100_000), "levels deep"],
  ["objects without end", '{"a":'.repeat(500) + "1" + "}".repeat(500), "levels deep"],
  ["Swagger", "swagger: '2.0'", "is Swagger 2.0"],
  ["control characters", 'openapi: "\\e[31m"', '"\\u001b[31m"'],
])("refuses %s", (_, text, message) => {
  expect(() => parseOpenApi(text, "a.yaml")).toThrow(message);
});

it("refuses OpenAPI 3.0 in one sentence where 3.1 is needed", () => {
  const text = "openapi: 3.0.3\npaths: {}";
  expect(() => parseOpenApi(text, "a.yaml", { versions: /^3\.1\./ })).toThrow('is OpenAPI "3.0.3"');
  expect(parseOpenApi(text, "a.yaml")).toEqual({ openapi: "3.0.3", paths: {} });
});

it("refuses bytes that are no text without printing them", () => {
  expect(() => decodeText(Buffer.from([0x50, 0x4b, 0, 1]), "a.zip")).toThrow("a.zip is binary");
  expect(() => decodeText(Buffer.from([0x61, 0xff]), "a.yaml")).toThrow(
    "a.yaml is not valid UTF-8",
  );
  expect(decodeText(Buffer.from("\ufeffa"), "a.yaml")).toBe("a");
});

it("puts a pointer in place of an anchor", () => {
  const text =
    '{"openapi":"3.1.0","paths":{},"components":{"schemas":{"A":{"$anchor":"a"},"B":{"$ref":"#a"}}}}';
  expect(parseOpenApi(text, "a.json").components).toMatchObject({
    schemas: { B: { $ref: "#/components/schemas/A" } },
  });
});

it("shows no password and no control character", () => {
  expect(showSource("ftp://me:pass/w@host/a?key=secret")).toBe("ftp://host/a");
  expect(showText("see https://me:pass@host/a \u202e")).toBe("see https://***@host/a \\u202e");
});
