/**
 * A signal that Ctrl-C, or being asked to end, aborts. A second Ctrl-C ends the process at once.
 *
 * @param onStop called the first time.
 */
export function stopSignal(onStop: () => void): AbortSignal {
  const controller = new AbortController();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const stop = (name: NodeJS.Signals) => {
    for (const each of signals) process.off(each, stop);
    onStop();
    controller.abort(new Error(`stopped by ${name}`));
  };
  for (const name of signals) process.on(name, stop);
  return controller.signal;
}
