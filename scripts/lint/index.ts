import { runMain } from "../lib/failure.js";
import { lint } from "./lint.js";

await runMain(async () => {
  console.log(await lint(process.cwd()));
});
