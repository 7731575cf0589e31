import { join } from "node:path";
import { startMockServer } from "../scripts/mock/server.js";
import { deriveCases } from "./engine/derive/index.js";
import { finish } from "./engine/report/finish.js";
import { renderList } from "./engine/report/list.js";
import { createProgress } from "./engine/report/progress.js";
import { readDocument } from "./engine/run/document.js";
import { runCases } from "./engine/run/run.js";
import { type Selection, selectCases } from "./engine/run/select.js";

/**
 * `npm run contract`, with `root` as the project.
 *
 * @throws Failure for wrong arguments, and outside of the project.
 */
export async function contractCommand(
  root: string,
  { list, ...selection }: Selection & { list?: boolean },
): Promise<void> {
  const document = await readDocument(root);
  const { cases, gaps } = deriveCases(document);
  const selected = selectCases(cases, selection);
  if (list) {
    console.log(renderList(selected));
    return;
  }
  const documentFile = join(root, "generated/openapi.json");
  const mock = await startMockServer({ documentFile });
  try {
    console.log(`${selected.length} cases on the Prism mock at ${mock.url}`);
    const target = { kind: "mock", baseUrl: mock.url, token: "any-token" } as const;
    const onResult = createProgress(process.stdout);
    await finish(root, await runCases(document, selected, target, { gaps, onResult }));
  } finally {
    await mock.close();
  }
}
