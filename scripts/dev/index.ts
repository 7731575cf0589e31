import { join } from "node:path";
import { parseArguments } from "../lib/arguments.js";
import { runMain } from "../lib/failure.js";
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
  const options = { port: { type: "string", default: "4010" } } as const;
  return readPort(parseArguments({ options }, usage).values.port, usage);
}
