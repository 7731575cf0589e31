import { runMain } from "../lib/failure.js";
import { build } from "./build.js";

await runMain(async () => {
  for (const name of await build(process.cwd())) console.log(`dist/${name}`);
});
