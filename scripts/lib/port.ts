import { UsageFailure } from "./failure.js";

/** Reads the value of a `--port` option. */
export function readPort(value: string): number {
  if (!/^\d+$/.test(value) || Number(value) > 65_535) {
    throw new UsageFailure(`--port must be a whole number from 0 to 65535, not "${value}".`);
  }
  return Number(value);
}

/** What to do about a port that cannot be used; undefined when that is not the trouble. */
export function explainPort(error: string, port: number): string | undefined {
  if (error.includes("EADDRINUSE")) {
    return `Port ${port} on 127.0.0.1 is taken. Stop what uses it, or choose another with --port (0: any free one).`;
  }
  if (error.includes("EACCES")) {
    return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`;
  }
  return undefined;
}
