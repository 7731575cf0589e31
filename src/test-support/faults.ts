/** What the server does to one request, besides or instead of handling it. */
export const faults = [
  "drop before",
  "drop after",
  "half a body",
  "truncated JSON",
  "wrong JSON",
  "empty 200",
  "408 before",
  "408 after",
  "429 before",
  "429 after",
  "500 before",
  "500 after",
  "502 HTML before",
  "502 HTML after",
  "503 before",
  "503 after",
  "hang before",
  "hang after",
  "stalled body",
  "late commit, dropped",
  "late commit, hanging",
] as const;
export type Fault = (typeof faults)[number];

/** Numbers in [0, 1) that are the same for the same seed. */
export function seeded(seed: string): () => number {
  let state = 2166136261;
  for (const char of seed) state = Math.imul(state ^ char.charCodeAt(0), 16777619);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
