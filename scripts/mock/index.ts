import { defineCommand, stopped } from "../lib/command.js";
import { expectFresh } from "../lib/current-document.js";
import { readPort } from "../lib/port.js";

export default defineCommand({
  name: "npm run mock",
  description: "Serves the models API on 127.0.0.1 with Prism, which answers with its examples.",
  options: {
    port: { type: "string", default: "4010", value: "<port>", description: "default: 4010" },
    stateful: {
      type: "boolean",
      default: false,
      description: "serve a fake that keeps what it is told (openpipe-models/testing)",
    },
  },
  heedsSignal: true,
  async run({ values: { port, stateful }, signal }) {
    const chosen = readPort(port);
    const mock = await start(chosen, stateful);
    const server = stateful
      ? "A fake that keeps its models, and takes no key but the one below,"
      : "Prism";
    console.log(`${server} serves the models API on ${mock.url}. Stop it with Ctrl-C. Try:\n`);
    console.log(`  curl ${mock.url}/models -H 'Authorization: Bearer any-token'`);
    await Promise.race([stopped(signal), mock.ended]);
    await mock.close();
  },
});

async function start(port: number, stateful: boolean) {
  if (stateful) {
    await expectFresh(process.cwd());
    const { startStatefulMock } = await import("./stateful.js");
    return { ...(await startStatefulMock(port)), ended: new Promise<never>(() => {}) };
  }
  const { startMockServer } = await import("./server.js");
  return startMockServer({ port });
}
