import { afterEach, beforeEach, expect, it, vi } from "vitest";

beforeEach(() => vi.resetModules());
afterEach(() => vi.unstubAllGlobals());

/** What is said of a `fetch` by a module that knows nothing of this runtime yet. */
async function needsNoStore(fetch: unknown): Promise<boolean> {
  return (await import("./no-store.js")).needsNoStore(fetch);
}

it("is for every fetch but Node's own, which has no cache", async () => {
  expect(await needsNoStore(globalThis.fetch)).toBe(false);
  expect(await needsNoStore((url: string) => fetch(url))).toBe(true);
  expect(await needsNoStore(undefined)).toBe(true);
});

it("is not for a runtime that refuses it", async () => {
  const refuse = vi.fn(function (_: string, init?: RequestInit) {
    if (init?.cache) throw new Error("The 'cache' field is not implemented.");
  });
  vi.stubGlobal("Request", refuse);
  expect(await needsNoStore((url: string) => fetch(url))).toBe(false);
  expect(await needsNoStore((url: string) => fetch(url))).toBe(false);
  expect(refuse).toHaveBeenCalledOnce();
});
