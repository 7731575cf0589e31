import { defineCommand } from "../lib/command.js";

export default defineCommand({
  name: "npm run prepack",
  description: "Builds the package into dist/: JavaScript, types and licenses.",
  options: {},
  needsGenerated: true,
  async run({ root }) {
    const { build } = await import("./build.js");
    for (const name of await build(root)) console.log(`dist/${name}`);
  },
});
