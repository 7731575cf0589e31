import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { parseArguments } from "../../lib/arguments.js";
import { Failure, runMain } from "../../lib/failure.js";
import { readPort } from "../../lib/port.js";
import { untilStopped } from "../../lib/until-stopped.js";
import { watchFiles } from "../../lib/watch-files.js";
import { startPreviewServer } from "./server.js";

const usage =
  "Usage: npm run docs:preview -- [--port <port>]    serve dist/docs/ on 127.0.0.1 (default port 4011) and follow openapi/";

await runMain(async () => {
  const root = process.cwd();
  const server = await start(join(root, "dist", "docs"), readOptions());
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
      const message =
        error instanceof Failure ? error.message : String((error as Error).stack ?? error);
      server.showError(stripVTControlCharacters(message));
      console.error(`${message}\n\n${time()} not rendered; the last valid page stays.`);
    }
  };
  console.log(`The docs are at ${server.url} and follow openapi/. Stop with Ctrl-C.`);
  const watch = await watchFiles([join(root, "openapi"), join(root, "redocly.yaml")], rebuild);
  await untilStopped();
  await watch.stop();
  await server.close();
});

/** The default port gives way to a free one; a port that was asked for does not. */
async function start(folder: string, port: number | undefined) {
  if (port !== undefined) return startPreviewServer(folder, port);
  return startPreviewServer(folder, 4011).catch((error) => {
    if (error instanceof Failure) return startPreviewServer(folder, 0);
    throw error;
  });
}

function readOptions(): number | undefined {
  const { port } = parseArguments({ options: { port: { type: "string" } } }, usage).values;
  return port === undefined ? undefined : readPort(port, usage);
}

function time(): string {
  return new Date().toLocaleTimeString("en-GB");
}
