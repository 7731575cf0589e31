import { expect, it } from "vitest";
import { ConfigurationError } from "../index.js";
import { plainHeaders } from "./plain-headers.js";

it("makes one object of several, the later ones in place of the earlier, with names in lower case", () => {
  const later = new Headers({ a: "2" });
  expect(plainHeaders(undefined, { A: "1", B: "1" }, undefined, later)).toEqual({ a: "2", b: "1" });
});

it("refuses what cannot be sent, without repeating it", () => {
  const facts = { method: "GET", path: "/models", attempts: 0 };
  const error = new ConfigurationError("headers has a name or a value that cannot be sent.", facts);
  expect(() => plainHeaders(facts, { a: "sec\nret" })).toThrow(error);
  expect(() => plainHeaders(facts, { "sec ret": "a" })).toThrow(error);
});
