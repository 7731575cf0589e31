import type { CaseResult } from "../run/result.js";

export interface Output {
  write(text: string): unknown;
  isTTY?: boolean | undefined;
}

export type OnResult = (result: CaseResult, done: number, total: number) => void;

/** A line that counts up on a terminal; in a log, a plain line at each tenth of the way. */
export function createProgress(output: Output): OnResult {
  let violated = 0;
  let lastDrawn = 0;
  let tenths = 0;
  return (result, done, total) => {
    if (result.outcome === "violated") violated++;
    const line = `${done} of ${total} cases, ${violated} violated`;
    if (output.isTTY) {
      const now = performance.now();
      if (done < total && now - lastDrawn < 50) return;
      lastDrawn = now;
      // Back to the beginning, and clear what was there; the finished line leaves no trace.
      output.write(done === total ? "\r\u001B[K" : `\r\u001B[K${line}`);
      return;
    }
    const reached = Math.floor((done * 10) / total);
    if (reached === tenths) return;
    tenths = reached;
    output.write(`${line}\n`);
  };
}
