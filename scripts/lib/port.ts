import { Failure } from "./failure.js";

/** Reads the value of a `--port` option. */
export function readPort(value: string, usage: string): number {
  if (!/^\d+$/.test(value) || Number(value) > 65_535) {
    throw new Failure(`--port must be a whole number from 0 to 65535, not "${value}".\n\n${usage}`);
  }
  return Number(value);
}
