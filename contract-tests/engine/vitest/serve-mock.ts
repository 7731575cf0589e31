import type { TestProject } from "vitest/node";
import { startMockServer } from "../../../scripts/mock/server.js";
import { readDocument } from "../run/document.js";
import type { CaseResult, Gap } from "../run/result.js";

declare module "vitest" {
  interface ProvidedContext {
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
  // Says what to do where there is none.
  await readDocument(process.cwd());
  let mock = await startMockServer();
  const tell = () => project.provide("mockUrl", mock.url);
  tell();
  project.provide("shard", project.vitest.config.shard ?? { index: 1, count: 1 });
  project.onTestsRerun(async () => {
    await mock.close();
    mock = await startMockServer();
    tell();
  });
  return () => mock.close();
}
