/**
 * A signal that Ctrl-C, or being asked to end, aborts. A second Ctrl-C ends the process at once.
 *
 * @param onStop called the first time.
 * @param onEnd called before the process ends at once.
 */
export function stopSignal(onStop: () => void, onEnd: () => void): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) {
        onEnd();
        process.exit(130);
      }
      onStop();
      controller.abort(new Error(`stopped by ${name}`));
    });
  }
  return controller.signal;
}
