/** Milliseconds on a clock that nobody sets, where the runtime has one; only differences tell. */
export function now(): number {
  const { performance } = globalThis as { performance?: Performance };
  return performance ? performance.now() : Date.now();
}
