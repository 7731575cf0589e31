import { parseArguments } from "../lib/arguments.js";
import { runMain } from "../lib/failure.js";

const usage = `Usage: npm run generate          write generated/ from openapi/
       npm run generate:check    fail if generated/ is not up to date`;

await runMain(async () => {
  const options = { check: { type: "boolean", default: false } } as const;
  const { check } = parseArguments({ options }, usage).values;
  // Loaded after the arguments are checked: the compiler in it takes a second to load.
  const { checkGenerated, generate } = await import("./generate.js");
  const changed = check ? await checkGenerated(process.cwd()) : await generate(process.cwd());
  console.log(
    changed?.length
      ? changed.map((name) => `generated/${name}`).join("\n")
      : "generated/ is up to date.",
  );
});
