import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";
import { startMockServer } from "./server.js";

const usage =
  "Usage: npm run mock -- [--port <port>]    serve openapi/ with Prism on 127.0.0.1 (default port 4010)";

await runMain(async () => {
  const port = readPort();
  const { url } = await startMockServer({ port });
  console.log(`Prism serves the models API on ${url}. Stop it with Ctrl-C. Try:\n`);
  console.log(`  curl ${url}/models -H 'Authorization: Bearer any-token'`);
});

function readPort(): number {
  let value: string;
  try {
    value = parseArgs({ options: { port: { type: "string", default: "4010" } } }).values.port;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
  if (!/^\d+$/.test(value) || Number(value) > 65_535) {
    throw new Failure(`--port must be a whole number from 0 to 65535, not "${value}".\n\n${usage}`);
  }
  return Number(value);
}
