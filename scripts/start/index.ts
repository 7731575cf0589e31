import { defineCommand } from "../lib/command.js";
import type { OpenApiDocument } from "../lib/document/index.js";
import { startMockServer } from "../mock/server.js";
import { printStep, printTitle } from "./print.js";
import { readExampleRequests, readOwnRequest } from "./requests.js";

export default defineCommand({
  name: "npm start",
  description: "Shows the whole path once, on a mock: from the document to an answer.",
  options: {},
  positionals: {
    name: "<my-request.json>",
    description: "send this create request to the mock instead",
    max: 1,
  },
  async run({ root, positionals: [file] }) {
    const own = file === undefined ? undefined : await readOwnRequest(file);

    // Loaded after the arguments are checked: the compiler in it takes a second to load.
    const [{ renderAll }, { writeGenerated }] = await Promise.all([
      import("../generate/render.js"),
      import("../generate/write.js"),
    ]);
    printTitle(
      "From the spec to an answer, on a mock: nothing leaves this machine, nothing is paid",
    );
    const files = await renderAll(root);
    printStep("openapi/openapi.yaml is valid");
    const changed = await writeGenerated(root, files);
    printStep(
      changed.length === 0 ? "generated/ is up to date" : `generated: ${changed.join(", ")}`,
    );
    const mock = await startMockServer();
    try {
      printStep(`Prism serves the spec on ${mock.url}`);
      // Only now: the client is made of what was generated above.
      const { createEach, listGetDelete } = await import("./calls.js");
      if (own) {
        await createEach(mock.url, [own]);
        return;
      }
      const document = JSON.parse(files.get("openapi.json")!) as OpenApiDocument;
      const models = await createEach(mock.url, await readExampleRequests(document));
      await listGetDelete(mock.url, models[1]!.id);
    } finally {
      await mock.close();
    }
    printNextSteps();
  },
});

function printNextSteps(): void {
  printTitle("What to run next");
  console.log("  npm start -- my-request.json    send your own request to the mock");
  console.log("  npm test                        prove that everything holds");
  console.log("  npm run docs                    render the reference to dist/docs/index.html");
}
