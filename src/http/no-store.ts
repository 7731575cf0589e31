let accepts: boolean | undefined;

/**
 * Whether `fetch` can be told not to answer from a cache, as frameworks would have it (Next.js).
 * Workers of before 2025 refuse the setting with an error.
 */
export function acceptsNoStore(): boolean {
  try {
    accepts ??= Boolean(new Request("http://localhost", { cache: "no-store" }));
  } catch {
    accepts = false;
  }
  return accepts;
}
