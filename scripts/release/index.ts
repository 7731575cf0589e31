import { runMain } from "../lib/failure.js";
import { checkRelease } from "./check.js";

await runMain(async () => console.log(await checkRelease(process.cwd())));
