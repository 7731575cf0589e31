import { defineCommand } from "../lib/command.js";

export default defineCommand({
  name: "npm run generate",
  description: "Lints openapi/ and writes everything that follows from it into generated/.",
  options: {
    check: { type: "boolean", description: "write nothing; fail if generated/ is not up to date" },
  },
  async run({ root, values }) {
    // Loaded after the arguments are checked: the compiler in it takes a second to load.
    const { checkGenerated, generate } = await import("./generate.js");
    const changed = values.check ? await checkGenerated(root) : await generate(root);
    console.log(
      changed?.length
        ? changed.map((name) => `generated/${name}`).join("\n")
        : "generated/ is up to date.",
    );
  },
});
