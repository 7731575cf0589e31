import { Failure } from "../lib/failure.js";
import { runDrift } from "./command.js";

try {
  const { output, agrees } = await runDrift(process.cwd(), process.argv.slice(2));
  console.log(output);
  if (!agrees) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Failure ? error.message : error);
  // Not 1, which says that the two were compared and differ.
  process.exitCode = 2;
}
