import { expect, test } from "vitest";
import { tokensOf } from "./pointer.js";

test.each([
  ["", []],
  ["#/paths/~1models/get", ["paths", "/models", "get"]],
  ["#/a~01", ["a~1"]],
  ["#/a%20b", ["a b"]],
  ["#/100%", ["100%"]],
  ["/a%20b/c~1d", ["a%20b", "c/d"]],
])("%j names %j", (pointer, tokens) => {
  expect(tokensOf(pointer)).toEqual(tokens);
});
