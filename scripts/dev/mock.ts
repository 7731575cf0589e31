import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type MockServer, startMockServer } from "../mock/server.js";

/** A mock that keeps its port when it gets a new document to serve. */
export interface RestartableMock {
  /** Undefined until there is a first document. */
  url(): string | undefined;
  /**
   * Serves `json` from now on.
   *
   * @throws Failure when the document cannot be served; the one before is served on.
   */
  serve(json: string): Promise<string>;
  close(): Promise<void>;
}

/** @param scratch A folder for the document that is served. */
export function createRestartableMock(scratch: string, port: number): RestartableMock {
  const documentFile = join(scratch, "served.json");
  let running: MockServer | undefined;
  let current: string | undefined;
  let usedPort = port;

  async function start(json: string): Promise<string> {
    await writeFile(documentFile, json);
    running = await startMockServer({ documentFile, port: usedPort });
    usedPort = Number(new URL(running.url).port);
    current = json;
    return running.url;
  }
  async function stop(): Promise<void> {
    await running?.close();
    running = undefined;
  }

  return {
    url: () => running?.url,
    async serve(json) {
      if (running && json === current) return running.url;
      const before = current;
      await stop();
      try {
        return await start(json);
      } catch (error) {
        if (before !== undefined) await start(before);
        throw error;
      }
    },
    close: stop,
  };
}
