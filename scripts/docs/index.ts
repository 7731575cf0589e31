import { runMain } from "../lib/failure.js";
import { docs } from "./docs.js";

await runMain(() => docs(process.cwd(), process.argv.slice(2), console.log));
