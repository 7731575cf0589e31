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

const { document, port, strictExamples } = workerData;
const host = "127.0.0.1";

try {
  parentPort.postMessage({ url: await startFront(await startPrism(), port) });
} catch (error) {
  // Prism rejects with a bare message where it could not listen.
  parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
}

async function startPrism() {
  // Prism tells nobody which port the system picked for it.
  const free = await findFreePort();
  await createSingleProcessPrism({
    document,
    host,
    port: free,
    cors: false,
    errors: strictExamples,
    dynamic: false,
    ignoreExamples: false,
    verboseLevel: "silent",
  });
  return `http://${host}:${free}`;
}

async function findFreePort() {
  const probe = createServer().listen(0, host);
  await once(probe, "listening");
  const { port: free } = probe.address();
  probe.close();
  await once(probe, "close");
  return free;
}
