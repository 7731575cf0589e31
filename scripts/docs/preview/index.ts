import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { defineCommand, stopped } from "../../lib/command.js";
import { explain, Failure } from "../../lib/failure.js";
import { readPort } from "../../lib/port.js";
import { watchFiles } from "../../lib/watch-files.js";
import { startPreviewServer } from "./server.js";

export default defineCommand({
  name: "npm run docs:preview",
  description: "Serves dist/docs/ on 127.0.0.1 and follows openapi/.",
  options: {
    port: { type: "string", value: "<port>", description: "default: 4011, or a free one" },
  },
  heedsSignal: true,
  async run({ root, values: { port }, signal }) {
    const wanted = port === undefined ? undefined : readPort(port);
    const server = await start(join(root, "dist", "docs"), wanted);
    // Loaded after the arguments are checked: the compiler in it takes a second to load.
    const { buildDocs } = await import("../build.js");
    const { readDeclarations } = await import("../pages/typescript-page.js");
    // The types of the package take long and are not what is followed.
    const declarations = readDeclarations(root);
    const rebuild = async () => {
      try {
        await buildDocs(root, declarations);
        server.reload();
        console.log(`${time()} rendered`);
      } catch (error) {
        const message = explain(error);
        server.showError(stripVTControlCharacters(message));
        console.error(`${message}\n\n${time()} not rendered; the last valid page stays.`);
      }
    };
    console.log(`The docs are at ${server.url} and follow openapi/. Stop with Ctrl-C.`);
    const watch = await watchFiles([join(root, "openapi"), join(root, "redocly.yaml")], rebuild);
    await stopped(signal);
    // A page that is being rendered is not waited for.
    void watch.stop();
    await server.close();
  },
});

/** The default port gives way to a free one; a port that was asked for does not. */
async function start(folder: string, port: number | undefined) {
  if (port !== undefined) return startPreviewServer(folder, port);
  return startPreviewServer(folder, 4011).catch((error) => {
    if (error instanceof Failure) return startPreviewServer(folder, 0);
    throw error;
  });
}

function time(): string {
  return new Date().toLocaleTimeString("en-GB");
}
