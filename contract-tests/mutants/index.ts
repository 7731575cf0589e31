import { defineCommand } from "../../scripts/lib/command.js";

export default defineCommand({
  name: "npm run contract:mutants",
  description: `Runs the contract tests against every deviating server. The servers are the tests' own, in
memory: nothing leaves this machine.`,
  options: {
    grep: {
      type: "string",
      value: "<text or /regex/>",
      description: "only those whose id matches",
    },
    source: {
      type: "string",
      value: "<derived or stacks>",
      description: "only those derived from the document, or only what real stacks do",
    },
    list: { type: "boolean", description: "print them" },
  },
  async run({ root, values }) {
    const { mutantsCommand } = await import("./command.js");
    await mutantsCommand(root, values);
  },
});
