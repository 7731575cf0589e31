/** Resolves when the process is asked to end, by Ctrl-C or by a signal; a second Ctrl-C ends it hard. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.once(signal, () => resolve());
    }
  });
}
