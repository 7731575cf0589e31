import { UsageFailure } from "./failure.js";

/** Reads the value of a `--port` option. */
export function readPort(value: string): number {
  if (!/^\d+$/.test(value) || Number(value) > 65_535) {
    throw new UsageFailure(`--port must be a whole number from 0 to 65535, not "${value}".`);
  }
  return Number(value);
}
