import { join } from "node:path";
import { defineCommand, stopped } from "../lib/command.js";
import { readPort } from "../lib/port.js";
import { watchFiles } from "../lib/watch-files.js";
import { createScreen } from "./screen.js";

export default defineCommand({
  name: "npm run dev",
  description:
    "Follows openapi/: lint, generate, typecheck, mock and contract cases on every save.",
  options: {
    port: {
      type: "string",
      default: "4010",
      value: "<port>",
      description: "of the mock; default 4010",
    },
  },
  heedsSignal: true,
  async run({ root, values, signal }) {
    const port = readPort(values.port);
    const { startSession } = await import("./session.js");
    const session = await startSession(root, port, createScreen(process.stdout, signal));
    try {
      const watch = await watchFiles(
        [join(root, "openapi"), join(root, "redocly.yaml")],
        (outdated) => session.check(outdated),
      );
      await stopped(signal);
      await watch.stop();
    } finally {
      await session.close();
    }
  },
});
