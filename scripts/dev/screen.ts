/** What `npm run dev` shows: one screen for each save. */
export interface Screen {
  /** Begins a new screen; on a terminal the old one goes away. */
  begin(title: string): void;
  /** Shows what is running, until the line of its end takes its place; on a terminal only. */
  start(name: string): void;
  /** Adds the line of a finished step, and below it what there is to read about it. */
  step(outcome: "done" | "failed" | "skipped", name: string, said: string, details?: string): void;
  /** Closes the screen. */
  end(said: string): void;
}

const marks = { done: "✔", failed: "✘", skipped: "–" };
const colors = { done: 32, failed: 31, skipped: 90 };

/** Writes to `output` until `stopped`. */
export function createScreen(
  output: { isTTY?: boolean; write(text: string): unknown },
  stopped: AbortSignal,
): Screen {
  const isColored = output.isTTY && process.env.NO_COLOR === undefined;
  const paint = (text: string, color: number) =>
    isColored ? `\u001B[${color}m${text}\u001B[0m` : text;
  const write = (text: string) => {
    if (!stopped.aborted) output.write(text);
  };
  return {
    begin: (title) => write(`${output.isTTY ? "\u001B[2J\u001B[3J\u001B[H" : "\n"}${title}\n\n`),
    start: (name) => output.isTTY && write(`  … ${name}`),
    step: (outcome, name, said, details = "") => {
      const below = details === "" ? "" : `\n${details.trim().replaceAll(/^(?=.)/gm, "    ")}\n\n`;
      write(
        `${output.isTTY ? "\r\u001B[K" : ""}  ${paint(marks[outcome], colors[outcome])} ${name.padEnd(10)} ${said}\n${below}`,
      );
    },
    end: (said) => write(`\n${said}\n`),
  };
}
