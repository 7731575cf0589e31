import type { TestProject } from "vitest/node";
import { readCurrentDocument } from "../../../scripts/lib/current-document.js";
import type { OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { explain } from "../../../scripts/lib/failure.js";
import { type MockServer, startMockServer } from "../../../scripts/mock/server.js";
import type { CaseResult, Gap } from "../run/result.js";

declare module "vitest" {
  interface ProvidedContext {
    document: OpenApiDocument;
    mockUrl: string;
    /** Which part of how many, counted from 1. */
    shard: { index: number; count: number };
  }
  interface TaskMeta {
    result?: CaseResult;
    gap?: Gap;
  }
}

/**
 * Serves the document with Prism while the tests run, in vitest's own process: it ends with it,
 * whatever ends that. In watch mode each run gets the document as it then is.
 */
export default async function serveMock(project: TestProject): Promise<() => Promise<void>> {
  let mock: MockServer | undefined;
  async function serve(): Promise<void> {
    const document = await readCurrentDocument(process.cwd());
    if (mock) await mock.serve(document);
    else mock = await startMockServer({ document });
    project.provide("document", document);
    project.provide("mockUrl", mock.url);
  }
  project.provide("shard", project.vitest.config.shard ?? { index: 1, count: 1 });
  await serve();
  project.onTestsRerun(() =>
    serve().catch((error: unknown) => {
      project.vitest.logger.error(
        `${explain(error)}\nThe cases are still those of the document before.`,
      );
    }),
  );
  return async () => mock?.close();
}
