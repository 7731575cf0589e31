import { isDeepStrictEqual } from "node:util";
import type { OpenApiDocument } from "../lib/document/index.js";
import { type MockServer, startMockServer } from "../mock/server.js";

/** A mock that keeps its port when it gets a new document to serve. */
export interface RestartableMock {
  /** Undefined until there is a first document. */
  url(): string | undefined;
  /**
   * Serves `document` from now on.
   *
   * @throws Failure when the document cannot be served; the one before is served on.
   */
  serve(document: OpenApiDocument): Promise<string>;
  close(): Promise<void>;
}

export function createRestartableMock(port: number): RestartableMock {
  let running: MockServer | undefined;
  let current: OpenApiDocument | undefined;
  let usedPort = port;

  async function start(document: OpenApiDocument): Promise<string> {
    running = await startMockServer({ document, port: usedPort });
    usedPort = Number(new URL(running.url).port);
    current = document;
    return running.url;
  }
  async function stop(): Promise<void> {
    await running?.close();
    running = undefined;
  }

  return {
    url: () => running?.url,
    async serve(document) {
      if (running && isDeepStrictEqual(document, current)) return running.url;
      const before = current;
      await stop();
      try {
        return await start(document);
      } catch (error) {
        if (before !== undefined) await start(before);
        throw error;
      }
    },
    close: stop,
  };
}
