import { defineCommand } from "../lib/command.js";

export default defineCommand({
  name: "npm run docs",
  description: "Renders openapi/ into dist/docs/.",
  options: {},
  needsGenerated: true,
  async run({ root }) {
    // Loaded after the arguments are checked: the compiler in it takes a second to load.
    const { docs } = await import("./docs.js");
    await docs(root, console.log);
  },
});
