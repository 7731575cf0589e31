import { expect, test } from "vitest";
import { grow, readFailure } from "./grow.js";

test("a step adds to objects and lists, and leaves the rest as it is", () => {
  const text = "# A comment.\ntags:\n  - name: a\npaths:\n  /a:\n    get: {x: 1}\n";
  const step = "tags: [{ name: b }]\npaths: { /a: { put: { y: 2 } }, /b: { get: {} } }\n";
  expect(grow(text, step)).toBe(
    "# A comment.\ntags:\n  - name: a\n  - name: b\npaths:\n  /a:\n    get: {x: 1}\n    put:\n      y: 2\n  /b:\n    get: {}\n",
  );
});

test("a step replaces nothing", () => {
  expect(() => grow("info:\n  title: a\n", "info: { title: b }")).toThrow("info / title is there");
});

test("a step that has been made already changes nothing", () => {
  const text = "paths:\n  /a:\n    get:\n      operationId: getA\n      summary: Ours\n";
  expect(grow(text, text.replace("Ours", "Another"))).toBe(text);
});

test("a name changes everywhere, and code that uses the old one must not compile", () => {
  const step = "rename: { from: old, to: new }";
  expect(grow("a: old\nb: [old]\n", step)).toBe("a: new\nb: [new]\n");
  expect(readFailure(step)).toBe("old");
  expect(readFailure("paths: {}")).toBeUndefined();
});
