import { parseArguments } from "../lib/arguments.js";
import { runMain } from "../lib/failure.js";
import { readPort } from "../lib/port.js";
import { startMockServer } from "./server.js";
import { startStatefulMock } from "./stateful.js";

const usage = `Usage: npm run mock -- [--port <port>] [--stateful]

Serves the models API on 127.0.0.1 (default port 4010): with Prism, which answers with the document's
examples; with --stateful a fake that keeps what it is told (openpipe-models/testing).`;

await runMain(async () => {
  const { port, stateful } = readOptions();
  const mock = stateful ? undefined : await startMockServer({ port });
  const { url } = mock ?? (await startStatefulMock(port));
  const server = stateful ? "A fake that keeps its models" : "Prism";
  console.log(`${server} serves the models API on ${url}. Stop it with Ctrl-C. Try:\n`);
  console.log(`  curl ${url}/models -H 'Authorization: Bearer any-token'`);
  await mock?.ended;
});

function readOptions(): { port: number; stateful: boolean } {
  const options = {
    port: { type: "string", default: "4010" },
    stateful: { type: "boolean", default: false },
  } as const;
  const { port, stateful } = parseArguments({ options }, usage).values;
  return { port: readPort(port, usage), stateful };
}
