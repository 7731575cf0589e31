import { defineCommand } from "../scripts/lib/command.js";
import { expectFresh } from "../scripts/lib/fresh.js";
import { readSelection, selectionOptions, selectionPositionals } from "./engine/run/arguments.js";

export default defineCommand({
  name: "npm run contract",
  description: "Runs every case on the Prism mock, which it starts itself.",
  options: selectionOptions,
  positionals: selectionPositionals,
  notes:
    "It never leaves this machine, whatever is in the environment. For a real server: npm run contract:live",
  async run({ root, values: { list, grep }, positionals }) {
    const selection = readSelection(grep, positionals);
    await expectFresh(root);
    const { contractCommand } = await import("./command.js");
    await contractCommand(root, { list, ...selection });
  },
});
