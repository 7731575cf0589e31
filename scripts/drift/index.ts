import { defineCommand } from "../lib/command.js";
import { runDrift } from "./command.js";

export default defineCommand({
  name: "npm run drift",
  description: `Compares the operations that the vendor's pages describe with openapi/openapi.yaml by meaning.
Deliberate differences stand in openapi/accepted-drift.yaml.`,
  options: {},
  positionals: {
    name: "<page> ...",
    description: `a file or a URL: the Markdown form of a page of the vendor's reference, or an OpenAPI 3
document, as JSON or YAML. A document of several operations is about the whole resource:
what it lacks counts as removed`,
    min: 1,
    max: Infinity,
  },
  notes: `Exits with 0 when nothing is unexpected, with 1 on a difference that is not accepted and on an
accepted one that no longer applies, with 2 when it cannot compare.`,
  failureCode: 2,
  async run({ root, positionals }) {
    const { output, agrees } = await runDrift(root, positionals);
    console.log(output);
    return agrees ? 0 : 1;
  },
});
