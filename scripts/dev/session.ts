import { once } from "node:events";
import { createServer } from "node:net";
import { renderAll } from "../generate/render.js";
import { writeGenerated } from "../generate/write.js";
import { Failure } from "../lib/failure.js";
import type { OpenApiDocument } from "../lib/openapi.js";
import { createTemporaryFolder } from "../lib/temporary-folder.js";
import { changedOperations } from "./changed.js";
import { runAffectedCases } from "./contract.js";
import { createRestartableMock } from "./mock.js";
import type { Screen } from "./screen.js";
import { typecheck } from "../lint/typecheck.js";

/** The editing loop's state from one save to the next. */
export interface Session {
  /** Does everything that follows from the files as they are now, and shows it. Never rejects. */
  check(): Promise<void>;
  /** Stops the mock and removes what was written apart from `generated/`. */
  close(): Promise<void>;
}

/** @throws Failure when the mock's port is taken. */
export async function startSession(
  root: string,
  port: number,
  screen: Screen,
  stopping: AbortSignal,
): Promise<Session> {
  await expectFree(port);
  const { path: scratch, remove } = await createTemporaryFolder("dev");
  const mock = createRestartableMock(scratch, port);
  /** The last valid document, and the operations whose cases did not hold. */
  let known: OpenApiDocument | undefined;
  let violated: string[] = [];

  async function step<T>(
    name: string,
    work: () => Promise<{ said: string; details?: string; failed?: boolean; value: T }>,
  ): Promise<T | undefined> {
    if (stopping.aborted) return undefined;
    try {
      const { said, details = "", failed = details !== "", value } = await work();
      screen.step(failed ? "failed" : "done", name, said, details);
      return value;
    } catch (error) {
      const details =
        error instanceof Failure ? error.message : String((error as Error).stack ?? error);
      screen.step("failed", name, "", details);
      return undefined;
    }
  }

  async function check(): Promise<void> {
    screen.begin(`npm run dev · ${new Date().toLocaleTimeString("en-GB")}`);
    const files = await step("lint", async () => {
      const value = await renderAll(root);
      return { said: "openapi/ is valid", value };
    });
    if (!files) return end();
    const json = files.get("openapi.json")!;
    const document = JSON.parse(json) as OpenApiDocument;

    await step("generate", async () => {
      const changed = await writeGenerated(root, files);
      const said = changed.length === 0 ? "generated/ was up to date" : changed.join(", ");
      return { said, value: changed };
    });
    // The compiler is the slowest: what does not need its verdict goes on meanwhile.
    const compiled = typecheck(root, scratch, stopping);
    const settled = compiled.catch(() => {});
    const url = await step("mock", async () => {
      const value = await mock.serve(json);
      return { said: value, value };
    });
    await step("typecheck", async () => {
      const details = await compiled;
      return { said: details === "" ? "no errors" : "", details, value: details };
    });
    if (url) await runCases(document, url);
    await settled;
    end();
  }

  async function runCases(document: OpenApiDocument, url: string): Promise<void> {
    const affected = [...new Set([...changedOperations(known, document), ...violated])];
    known = document;
    if (affected.length === 0) {
      screen.step("skipped", "contract", "no operation has changed");
      return;
    }
    await step("contract", async () => {
      violated = affected;
      const { said, details, failing } = await runAffectedCases(document, affected, url, stopping);
      violated = failing;
      return { said, details, failed: failing.length > 0, value: failing };
    });
  }

  function end(): void {
    const url = mock.url();
    screen.end(
      url
        ? `The mock serves the last valid document at ${url}. Save in openapi/ to go on, Ctrl-C to stop.`
        : "There is no valid document to serve yet. Save in openapi/ to go on, Ctrl-C to stop.",
    );
  }

  return {
    check,
    async close() {
      await mock.close();
      await remove();
    },
  };
}

async function expectFree(port: number): Promise<void> {
  const probe = createServer().listen(port, "127.0.0.1");
  try {
    await once(probe, "listening");
  } catch (error) {
    throw new Failure(
      `The mock cannot listen on port ${port} of 127.0.0.1 (${(error as NodeJS.ErrnoException).code}). Choose another: npm run dev -- --port 0`,
    );
  }
  probe.close();
  await once(probe, "close");
}
