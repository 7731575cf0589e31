import { parseArguments } from "../lib/arguments.js";
import { runMain } from "../lib/failure.js";
import { readPort } from "../lib/port.js";
import { startMockServer } from "./server.js";

const usage =
  "Usage: npm run mock -- [--port <port>]    serve openapi/ with Prism on 127.0.0.1 (default port 4010)";

await runMain(async () => {
  const port = readOptions();
  const { url } = await startMockServer({ port });
  console.log(`Prism serves the models API on ${url}. Stop it with Ctrl-C. Try:\n`);
  console.log(`  curl ${url}/models -H 'Authorization: Bearer any-token'`);
});

function readOptions(): number {
  const options = { port: { type: "string", default: "4010" } } as const;
  return readPort(parseArguments({ options }, usage).values.port, usage);
}
