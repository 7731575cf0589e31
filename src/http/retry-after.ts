/**
 * How long to pause after a failed attempt: what `Retry-After` says, in seconds or as a date, or
 * else a delay that doubles with each attempt, less up to a quarter so that clients spread out.
 */
export function retryDelay(
  attempt: number,
  retryAfter: string | null | undefined,
  { retryDelayMs, maxRetryDelayMs }: { retryDelayMs: number; maxRetryDelayMs: number },
): number {
  const asked = parseRetryAfter(String(retryAfter));
  const delay = asked ?? retryDelayMs * 2 ** (attempt - 1) * (1 - Math.random() / 4);
  return Math.min(delay, maxRetryDelayMs);
}

export function parseRetryAfter(text: string): number | undefined {
  if (/^\s*\d+(\.\d+)?\s*$/.test(text)) return Number(text) * 1000;
  // `Date.parse` makes dates of "-5" and "in 5 s", too.
  const ms = /^\s*[a-z]{3,9},? .*:/i.test(text) ? Date.parse(text) - Date.now() : Number.NaN;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
