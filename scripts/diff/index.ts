import { runMain } from "../lib/failure.js";
import { diff } from "./diff.js";

await runMain(() => diff(process.cwd(), process.argv.slice(2), console.log));
