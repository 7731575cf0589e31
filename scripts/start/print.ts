import { inspect, styleText } from "node:util";

const colors = process.stdout.isTTY && !process.env.NO_COLOR;

export function printTitle(text: string): void {
  console.log(`\n${style("bold", text)}`);
}

export function printStep(text: string): void {
  console.log(`${style("green", "✔")} ${text}`);
}

/** `→ models.create({ … })`: what the caller writes. */
export function printCall(method: string, ...args: unknown[]): void {
  const shown = args.map(show).join(", ");
  console.log(`${style("cyan", "→")} models.${method}(${indent(shown)})`);
}

/** `← Model { … }`: what it resolves to, with the name of its type. */
export function printAnswer(type: string, value: unknown): void {
  console.log(`${style("cyan", "←")} ${type} ${indent(show(value))}`);
}

function show(value: unknown): string {
  return inspect(value, { depth: null, colors, breakLength: 96, compact: 3 });
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n  ");
}

function style(format: Parameters<typeof styleText>[0], text: string): string {
  return colors ? styleText(format, text) : text;
}
