import { runMain } from "../scripts/lib/failure.js";
import { contractCommand } from "./command.js";

await runMain(() => contractCommand(process.cwd(), process.argv.slice(2)));
