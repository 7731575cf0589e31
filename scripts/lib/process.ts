import { type Command, execute, noReader } from "./command.js";
import { guardOutput, onLostOutput } from "./output.js";

/** Runs the command that a file exports by default, as what this process is for. */
export async function runAsProcess(file: string, args: string[]): Promise<void> {
  guardOutput();
  const stopping = new AbortController();
  process.argv.splice(1, Infinity, file, ...args);
  const { default: command } = (await import(file)) as { default?: Command };
  if (!command) return;
  stopOnSignals(command, stopping);
  onLostOutput(() => stopping.abort(noReader));
  const exitCode = await execute(command, args, stopping.signal);
  if (exitCode !== 0) process.exitCode = exitCode;
  // Whatever it was waiting for, nobody waits any more.
  if (stopping.signal.aborted) process.exit();
}

/** The first signal asks the command to end, or ends one that does not listen; a second ends any. */
function stopOnSignals({ heedsSignal = false }: Command, stopping: AbortController): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      const isFirst = !stopping.signal.aborted;
      stopping.abort(new Error(`stopped by ${signal}`));
      if (heedsSignal && isFirst) return;
      console.error("Stopped.");
      process.exit(130);
    });
  }
}
