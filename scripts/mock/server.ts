import { Worker } from "node:worker_threads";
import { readCurrentDocument } from "../lib/current-document.js";
import type { OpenApiDocument } from "../lib/document/index.js";
import { Failure } from "../lib/failure.js";
import { explainPort } from "./port-failure.js";
import { servedDocument } from "./served-document.js";

/** A running mock of the API. */
export interface MockServer {
  /** Where it listens, without a trailing slash: `http://127.0.0.1:4010`. */
  url: string;
  /** Rejects when it stops by itself. */
  ended: Promise<never>;
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
  const served = servedDocument(document ?? (await readCurrentDocument(process.cwd())));
  const worker = new Worker(new URL("./prism-worker.mjs", import.meta.url), {
    workerData: { document: served, port, strictExamples },
    execArgv: [],
    // Prism greets whoever starts it.
    stdout: true,
  });
  try {
    const url = await new Promise<string>((resolve, reject) => {
      worker.once("error", reject);
      worker.once("exit", () => reject(new Failure("The mock server stopped while it started.")));
      worker.once("message", (message: { url: string } | { error: string }) => {
        if ("url" in message) resolve(message.url);
        else {
          const said = `The mock could not serve the document: ${message.error}`;
          reject(new Failure(explainPort(message.error, port) ?? said));
        }
      });
    });
    let isClosing = false;
    const ended = new Promise<never>((_, reject) => {
      worker.once("error", (error) => {
        reject(new Failure(`The mock server stopped: ${error.message}`));
      });
      worker.once("exit", () => {
        if (!isClosing) reject(new Failure("The mock server stopped by itself."));
      });
    });
    // Not everybody waits for it.
    ended.catch(() => {});
    return {
      url,
      ended,
      close: async () => {
        isClosing = true;
        await worker.terminate();
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
