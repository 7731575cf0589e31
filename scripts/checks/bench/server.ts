// The server that is measured against, in a process of its own; it ends with the one that forked it.
import { startModelsServer } from "../../lib/models-server.js";

const server = await startModelsServer();
process.on("message", () => process.send?.(server.counts));
process.on("disconnect", () => process.exit());
process.send?.({ url: server.url });
