let asked: typeof Request | undefined;
let accepted: boolean;

/**
 * Whether a `fetch` has to be told not to answer from a cache, as browsers and frameworks would have
 * it (Next.js), and can be: workers of before 2025 refuse the setting with an error. Node's own has
 * no cache, and the setting costs it a tenth of a request.
 */
export function needsNoStore(fetch: unknown): boolean {
  // It loads undici, which no function around it does.
  if (String(fetch).includes("internal/deps/undici")) return false;
  // Once for each: a framework may replace it later.
  if (asked !== Request) accepted = acceptsNoStore((asked = Request));
  return accepted;
}

function acceptsNoStore(Request: typeof globalThis.Request): boolean {
  try {
    return Boolean(new Request("http://localhost", { cache: "no-store" }));
  } catch {
    return false;
  }
}
