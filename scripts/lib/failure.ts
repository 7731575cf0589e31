/** A failure whose message says all that the person at the terminal needs; no stack is shown. */
export class Failure extends Error {
  override name = "Failure";
}

/** Runs a command-line entry point: a `Failure` prints its message, anything else its stack. */
export async function runMain(main: () => Promise<void>): Promise<void> {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error);
    process.exitCode = 1;
  }
}
