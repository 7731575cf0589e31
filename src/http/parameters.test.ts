import { describe, expect, it } from "vitest";
import { serializeParameter } from "./parameters.js";

const list = ["a/b", "c d"];
const object = { role: "ad min", n: 1 };

describe("a parameter becomes text as OpenAPI says", () => {
  it.each([
    ["path", "simple", false, "a/b", "a%2Fb"],
    ["path", "simple", false, 5, "5"],
    ["path", "simple", false, list, "a%2Fb,c%20d"],
    ["path", "simple", true, object, "role=ad%20min,n=1"],
    ["path", "simple", false, object, "role,ad%20min,n,1"],
    ["path", "label", false, true, ".true"],
    ["path", "label", true, list, ".a%2Fb.c%20d"],
    ["path", "matrix", false, 5, ";id=5"],
    ["path", "matrix", true, list, ";id=a%2Fb;id=c%20d"],
    ["path", "matrix", false, list, ";id=a%2Fb,c%20d"],
    ["query", "form", true, "a&b", "id=a%26b"],
    ["query", "form", true, false, "id=false"],
    ["query", "form", true, list, "id=a%2Fb&id=c%20d"],
    ["query", "form", false, list, "id=a%2Fb,c%20d"],
    ["query", "form", true, [], undefined],
    ["path", "matrix", false, [], ";id="],
    ["query", "form", true, null, "id=null"],
    ["query", "form", true, [null, { a: 1 }], "id=null&id=%7B%22a%22%3A1%7D"],
    ["query", "json", false, "a", "id=%22a%22"],
    ["header", "simple", false, null, "null"],
    ["query", "form", true, object, "role=ad%20min&n=1"],
    ["query", "form", false, object, "id=role,ad%20min,n,1"],
    ["query", "spaceDelimited", false, list, "id=a%2Fb%20c%20d"],
    ["query", "pipeDelimited", false, list, "id=a%2Fb|c%20d"],
    ["query", "deepObject", true, object, "id[role]=ad%20min&id[n]=1"],
    ["query", "json", false, { a: [1] }, "id=%7B%22a%22%3A%5B1%5D%7D"],
    ["header", "simple", false, "a b", "a b"],
    ["header", "simple", false, [1, 2], "1,2"],
    ["header", "simple", false, [], undefined],
    ["header", "json", false, [], "[]"],
    ["header", "simple", true, object, "role=ad min,n=1"],
    ["header", "simple", false, object, "role,ad min,n,1"],
    ["header", "json", false, { a: 1 }, '{"a":1}'],
  ])("in %s, style %s, explode %s: %j", (place, style, explode, value, text) => {
    expect(serializeParameter({ name: "id", in: place, style, explode }, value)).toBe(text);
  });

  it("keeps reserved characters where it is told to, but for those that end a value", () => {
    const parameter = { name: "u[]", in: "query", style: "form", explode: true };
    const value = "https://a.example/?b=c&d+e#f";
    expect(serializeParameter({ ...parameter, allowReserved: true }, value)).toBe(
      "u%5B%5D=https://a.example/?b=c%26d%2Be%23f",
    );
  });

  it("refuses text that is not well formed", () => {
    const parameter = { name: "id", in: "query", style: "form", explode: true };
    expect(() => serializeParameter(parameter, "\ud800")).toThrow(URIError);
  });
});
