import { defineCommand } from "../lib/command.js";
import { checkRelease } from "./check.js";
import { askNpm } from "./registry.js";

export default defineCommand({
  name: "npm run release:check",
  description: "Says whether the version in package.json may be released after what changed.",
  options: {},
  async run({ root }) {
    console.log(await checkRelease(root, askNpm));
  },
});
