/** The middle value; for an even count, between the two in the middle. */
export function median(values: number[]): number {
  return quantile(values, 0.5);
}

/** Half of all values lie between these two. */
export function middleHalf(values: number[]): [number, number] {
  return [quantile(values, 0.25), quantile(values, 0.75)];
}

function quantile(values: number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
