import { defineCommand } from "../lib/command.js";
import { expectFresh } from "../lib/current-document.js";

export default defineCommand({
  name: "npm run prepack",
  description: "Builds the package into dist/: JavaScript, types and licenses.",
  options: {},
  async run({ root }) {
    await expectFresh(root);
    const { build } = await import("./build.js");
    for (const name of await build(root)) console.log(`dist/${name}`);
  },
});
