import { expect, it } from "vitest";
import { runDrift } from "./command.js";

// Only what changes one of the two operations can break this, and whoever changes it accepts the drift: no part of `npm test`.
it.each(["create-model", "list-models"])(
  "our document has no undeclared difference from the vendor's page %s",
  async (page) => {
    const { output, agrees } = await runDrift(process.cwd(), [`scripts/drift/pages/${page}.md`]);
    expect(agrees, output).toBe(true);
  },
);
