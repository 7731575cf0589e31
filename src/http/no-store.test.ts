import { afterEach, expect, it, vi } from "vitest";
import { needsNoStore } from "./no-store.js";

afterEach(() => vi.unstubAllGlobals());

it("is for every fetch but Node's own, which has no cache", () => {
  expect(needsNoStore(globalThis.fetch)).toBe(false);
  expect(needsNoStore((url: string) => fetch(url))).toBe(true);
  expect(needsNoStore(undefined)).toBe(true);
});

it("is not for a runtime that refuses it, which is asked once", () => {
  const refuse = vi.fn(function (_: string, init?: RequestInit) {
    if (init?.cache) throw new Error("The 'cache' field is not implemented.");
  });
  vi.stubGlobal("Request", refuse);
  expect(needsNoStore((url: string) => fetch(url))).toBe(false);
  expect(needsNoStore((url: string) => fetch(url))).toBe(false);
  expect(refuse).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
  expect(needsNoStore(undefined)).toBe(true);
});
