import { runMain } from "../../scripts/lib/failure.js";
import { mutantsCommand } from "./command.js";

await runMain(() => mutantsCommand(process.cwd(), process.argv.slice(2)));
