// Runs Prism in a worker thread, because its server can be closed only after every keep-alive
// connection has ended: ending the thread frees the port at once, and a thread can never outlive
// its process. Plain JavaScript, because a worker does not inherit the TypeScript loader.
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import { startFront } from "./front.mjs";

const require = createRequire(import.meta.url);
// What `prism mock` calls.
const { createSingleProcessPrism } = require("@stoplight/prism-cli/dist/util/createServer");

// To print an example of each path, Prism escapes the names of query parameters in the very operations
// that it serves, and then finds no `tags[]` in a query any more: give the names back.
const paths = require("@stoplight/prism-cli/dist/util/paths");
const { createExamplePath } = paths;
paths.createExamplePath = (operation, ...rest) => {
  const query = operation.request?.query ?? [];
  const names = query.map(({ name }) => name);
  const path = createExamplePath(operation, ...rest);
  names.forEach((name, index) => (query[index].name = name));
  return path;
};

const host = "127.0.0.1";
/** The Prism of the last document that could be served. */
let prism;
let front;

// Each document gets a Prism of its own, to which the front turns as soon as it listens.
parentPort.on("message", async (document) => {
  try {
    const next = await startPrism(document);
    const before = prism;
    prism = next;
    front ??= startFront(() => prism.url, workerData.port);
    parentPort.postMessage({ url: await front });
    void before?.server.close();
  } catch (error) {
    // Prism rejects with a bare message where it could not listen.
    parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
  }
});

async function startPrism(document) {
  // Prism tells nobody which port the system picked for it.
  const port = await findFreePort();
  const server = await createSingleProcessPrism({
    document,
    host,
    port,
    cors: false,
    errors: workerData.strictExamples,
    dynamic: false,
    ignoreExamples: false,
    verboseLevel: "silent",
  });
  return { server, url: `http://${host}:${port}` };
}

async function findFreePort() {
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const { port: free } = probe.address();
  probe.close();
  await once(probe, "close");
  return free;
}
