/** Decides which one of several things happens. */
export type Choose = <T>(options: readonly T[]) => T;

/**
 * Runs something once for each sequence of choices that it can make, depth first. It must make the
 * same choices again when it is given the same answers.
 *
 * @returns How many runs there were.
 */
export async function explore(run: (choose: Choose) => Promise<void>): Promise<number> {
  const path: { index: number; count: number }[] = [];
  for (let runs = 1; ; runs++) {
    let depth = 0;
    await run((options) => {
      const step = (path[depth++] ??= { index: 0, count: options.length });
      if (step.count !== options.length) throw new Error("The run is not the same twice.");
      return options[step.index]!;
    });
    while (path.length > 0 && path.at(-1)!.index + 1 === path.at(-1)!.count) path.pop();
    if (path.length === 0) return runs;
    path.at(-1)!.index++;
  }
}
