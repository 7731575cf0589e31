import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** A compiler that remembers what it has checked. */
export interface Compiler {
  /** The messages about the project as it is now; "" if there are none. */
  check(): Promise<string>;
  close(): Promise<void>;
}

export function startCompiler(root: string): Compiler {
  const worker = new Worker(new URL("./compiler.mjs", import.meta.url), {
    workerData: { root },
    execArgv: [],
  });
  return {
    async check() {
      const answered = new AbortController();
      const { signal } = answered;
      worker.postMessage("check");
      try {
        return await Promise.race([
          once(worker, "message", { signal }).then(([said]) => said as string),
          once(worker, "exit", { signal }).then(() => "The compiler was ended."),
        ]);
      } finally {
        answered.abort();
      }
    },
    close: async () => void (await worker.terminate()),
  };
}
