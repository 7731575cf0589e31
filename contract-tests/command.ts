import { join } from "node:path";
import { startMockServer } from "../scripts/mock/server.js";
import { deriveCases } from "./engine/derive/index.js";
import { finish } from "./engine/report/finish.js";
import { renderList } from "./engine/report/list.js";
import { createProgress } from "./engine/report/progress.js";
import { readArguments } from "./engine/run/arguments.js";
import { readDocument } from "./engine/run/document.js";
import { runCases } from "./engine/run/run.js";
import { selectCases } from "./engine/run/select.js";

const usage = `Usage: npm run contract                              run every case on the Prism mock, which it starts itself
       npm run contract -- --grep <text or /regex/>   run the cases whose id matches
       npm run contract -- "<id>"                     run one case
       npm run contract -- --list                     print the cases, with --grep only those that match
       npm run contract -- --help                     print this

It never leaves this machine, whatever is in the environment. For a real server: npm run contract:live`;

/**
 * `npm run contract`, with `root` as the project.
 *
 * @throws Failure for wrong arguments, and outside of the project.
 */
export async function contractCommand(root: string, args: string[]): Promise<void> {
  const { list, help, ...selection } = readArguments(args, usage);
  if (help) {
    console.log(usage);
    return;
  }
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
