import { parseArgs } from "node:util";
import { Failure, runMain } from "../lib/failure.js";

const usage = `Usage: npm run generate          write generated/ from openapi/
       npm run generate:check    fail if generated/ is not up to date`;

await runMain(async () => {
  const { check } = readArguments();
  // Loaded after the arguments are checked: the compiler in it takes a second to load.
  const { checkGenerated, generate } = await import("./generate.js");
  const changed = check ? await checkGenerated(process.cwd()) : await generate(process.cwd());
  console.log(
    changed?.length
      ? changed.map((name) => `generated/${name}`).join("\n")
      : "generated/ is up to date.",
  );
});

function readArguments(): { check: boolean } {
  try {
    const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
    return values;
  } catch (error) {
    throw new Failure(`${(error as Error).message}\n\n${usage}`);
  }
}
