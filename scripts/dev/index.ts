import { join } from "node:path";
import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";
import { readPort } from "../lib/port.js";
import { untilStopped } from "../lib/until-stopped.js";
import { watchFiles } from "../lib/watch-files.js";
import { createScreen } from "./screen.js";
import { startSession } from "./session.js";

const usage =
  "Usage: npm run dev -- [--port <port>]    follow openapi/: lint, generate, typecheck, mock (default port 4010), contract cases";

await runMain(async () => {
  const root = process.cwd();
  const stopping = new AbortController();
  const screen = createScreen(process.stdout, stopping.signal);
  const session = await startSession(root, readOptions(), screen, stopping.signal);
  try {
    const watch = await watchFiles([join(root, "openapi"), join(root, "redocly.yaml")], () =>
      session.check(),
    );
    await untilStopped();
    stopping.abort(new Error("stopped by Ctrl-C"));
    await watch.stop();
  } finally {
    await session.close();
  }
});

function readOptions(): number {
  let value: string;
  try {
    value = parseArgs({ options: { port: { type: "string", default: "4010" } } }).values.port;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
  return readPort(value, usage);
}
