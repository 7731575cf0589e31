// Runs Prism in a worker thread, because its server can be closed only after every keep-alive
// connection has ended: ending the thread frees the port at once, and a thread can never outlive
// its process. Plain JavaScript, because a worker does not inherit the TypeScript loader.
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import { startFront } from "./front.mjs";

const require = createRequire(import.meta.url);
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { createServer } = require("@stoplight/prism-http-server");
const { createLogger } = require("@stoplight/prism-core");

const { documentFile, port, strictExamples } = workerData;

try {
  const operations = await getHttpOperationsFromSpec(documentFile);
  // Prism ends over a header that holds an array and is not sent: let it take any text there.
  for (const header of operations.flatMap(({ request }) => request?.headers ?? [])) {
    if (header.schema?.type === "array") header.schema = { type: "string" };
  }
  const server = createServer(operations, {
    cors: false,
    config: {
      isProxy: false,
      validateRequest: true,
      validateResponse: true,
      checkSecurity: true,
      errors: strictExamples,
      upstreamProxy: undefined,
      mock: { dynamic: false, ignoreExamples: false },
    },
    components: { logger: createLogger("mock", { enabled: false }) },
  });
  const prism = await server.listen(0, "127.0.0.1");
  parentPort.postMessage({ url: await startFront(prism, port) });
} catch (error) {
  // Prism rejects with a bare message where it could not listen.
  parentPort.postMessage({ error: error instanceof Error ? error.message : String(error) });
}
