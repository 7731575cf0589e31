import { renderAll } from "../generate/render.js";
import { writeGenerated } from "../generate/write.js";
import { type MockServer, startMockServer } from "../mock/server.js";
import { explain } from "../lib/failure.js";
import { serve } from "../lib/serve.js";
import type { OpenApiDocument } from "../lib/document/index.js";
import { changedOperations } from "./changed.js";
import { startCompiler } from "./compiler.js";
import { runAffectedCases } from "./contract.js";
import type { Screen } from "./screen.js";

/** The editing loop's state from one save to the next. */
export interface Session {
  /**
   * Does everything that follows from the files as they are now, and shows it; ends early and without a
   * word when that is outdated. Never rejects.
   */
  check(outdated: AbortSignal): Promise<void>;
  /** Stops the mock and the compiler. */
  close(): Promise<void>;
}

/** What came of a step, and what there is to read about it, which means that it failed. */
interface Result<T> {
  said: string;
  details?: string;
  failed?: boolean;
  value: T;
}

/** @throws Failure when the mock's port is taken. */
export async function startSession(root: string, port: number, screen: Screen): Promise<Session> {
  await expectFree(port);
  let mock: MockServer | undefined;
  const compiler = startCompiler(root);
  /** The last valid document, and the operations whose cases did not hold. */
  let known: OpenApiDocument | undefined;
  let violated: string[] = [];

  /** Runs a step and shows it, with its time; undefined when it failed or is outdated. */
  async function step<T>(outdated: AbortSignal, name: string, work: () => Promise<Result<T>>) {
    if (outdated.aborted) return undefined;
    screen.start(name);
    const started = performance.now();
    const time = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
    try {
      const { said, details = "", failed = details !== "", value } = await work();
      if (outdated.aborted) return undefined;
      screen.step(failed ? "failed" : "done", name, `${said} (${time()})`.trim(), details);
      return value;
    } catch (error) {
      if (!outdated.aborted) screen.step("failed", name, `(${time()})`, explain(error));
      return undefined;
    }
  }

  async function check(outdated: AbortSignal): Promise<void> {
    screen.begin(`npm run dev · ${new Date().toLocaleTimeString("en-GB")}`);
    const files = await step(outdated, "lint", async () => {
      const value = await renderAll(root, outdated);
      return { said: "openapi/ is valid", value };
    });
    if (outdated.aborted) return;
    if (!files) return end();
    const document = JSON.parse(files.get("openapi.json")!) as OpenApiDocument;

    await step(outdated, "generate", async () => {
      const changed = await writeGenerated(root, files);
      const said = changed.length === 0 ? "generated/ was up to date" : changed.join(", ");
      return { said, value: changed };
    });
    // The compiler is the slowest: what does not need its verdict goes on meanwhile.
    const compiled = compiler.check();
    const settled = compiled.catch(() => {});
    const url = await step(outdated, "mock", async () => {
      if (mock) await mock.serve(document);
      else {
        mock = await startMockServer({ document, port });
        mock.ended.catch(() => (mock = undefined));
      }
      return { said: mock.url, value: mock.url };
    });
    if (url) await runCases(document, url, outdated);
    await step(outdated, "typecheck", async () => {
      const details = await compiled;
      return { said: details === "" ? "no errors" : "", details, value: details };
    });
    await settled;
    if (!outdated.aborted) end();
  }

  async function runCases(document: OpenApiDocument, url: string, outdated: AbortSignal) {
    const affected = [...new Set([...changedOperations(known, document), ...violated])];
    known = document;
    if (affected.length === 0) {
      if (!outdated.aborted) screen.step("skipped", "contract", "no operation has changed");
      return;
    }
    violated = affected;
    await step(outdated, "contract", async () => {
      const { said, details, failing } = await runAffectedCases(document, affected, url, outdated);
      outdated.throwIfAborted();
      violated = failing;
      return { said, details, failed: failing.length > 0, value: failing };
    });
  }

  function end(): void {
    const url = mock?.url;
    screen.end(
      url
        ? `The mock serves the last valid document at ${url}. Save in openapi/ to go on, Ctrl-C to stop.`
        : "There is no valid document to serve yet. Save in openapi/ to go on, Ctrl-C to stop.",
    );
  }

  return {
    check,
    async close() {
      await Promise.all([mock?.close(), compiler.close()]);
    },
  };
}

async function expectFree(port: number): Promise<void> {
  const probe = await serve(() => {}, port);
  await probe.close();
}
