import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { readCurrentDocument } from "../lib/current-document.js";
import type { OpenApiDocument } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import { explainPort } from "../lib/port.js";
import { servedDocument } from "./served-document.js";

/** A running mock of the API. */
export interface MockServer {
  /** Where it listens, without a trailing slash: `http://127.0.0.1:4010`. */
  url: string;
  /** Rejects when it has stopped. */
  ended: Promise<never>;
  /**
   * Serves another document from now on, at the same address.
   *
   * @throws Failure when that cannot be served; the one before is served on.
   */
  serve(document: OpenApiDocument): Promise<string>;
  /** Stops it and frees its port at once, whatever connections are open. */
  close(): Promise<void>;
}

export interface MockServerOptions {
  /** The OpenAPI document to serve. Default: that of the working directory, as it is now. */
  document?: OpenApiDocument;
  /** Default: 0, a free port that the system picks. */
  port?: number;
  /** Answer 500 when an example does not match its schema. Default: false. */
  strictExamples?: boolean;
}

/**
 * Starts Prism on 127.0.0.1.
 *
 * @throws Failure when the port is taken or the document cannot be served.
 */
export async function startMockServer({
  document,
  port = 0,
  strictExamples = false,
}: MockServerOptions = {}): Promise<MockServer> {
  const first = document ?? (await readCurrentDocument(process.cwd()));
  const worker = new Worker(new URL("./prism-worker.mjs", import.meta.url), {
    workerData: { port, strictExamples },
    execArgv: [],
    // Prism greets whoever starts it.
    stdout: true,
  });
  const ended = new Promise<never>((_, reject) => {
    worker.once("error", (error) => {
      reject(new Failure(`The mock server stopped: ${error.message}`));
    });
    worker.once("exit", () => reject(new Failure("The mock server stopped.")));
  });
  // Not everybody waits for it.
  ended.catch(() => {});
  const serve = async (next: OpenApiDocument) => {
    const answered = once(worker, "message");
    worker.postMessage(servedDocument(next));
    const [{ url, error }] = await Promise.race([answered, ended]);
    if (url) return url as string;
    const said = `The mock could not serve the document: ${error}`;
    throw new Failure(explainPort(error, port) ?? said);
  };
  const close = async () => void (await worker.terminate());
  try {
    return { url: await serve(first), ended, serve, close };
  } catch (error) {
    await close();
    throw error;
  }
}
