import { runMain } from "../lib/failure.js";
import { runDrift } from "./command.js";

await runMain(async () => {
  const { output, agrees } = await runDrift(process.cwd(), process.argv.slice(2));
  console.log(output);
  if (!agrees) process.exitCode = 1;
});
