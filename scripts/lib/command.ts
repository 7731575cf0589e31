import { once } from "node:events";
import { resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { explain, Failure, UsageFailure } from "./failure.js";

type ParsedOption = NonNullable<ParseArgsConfig["options"]>[string];

/** An option of a command, as `parseArgs` of Node takes it, and what `--help` says of it. */
export interface Option extends ParsedOption {
  description: string;
  /** What stands for its value in the help: `<port>`. */
  value?: string;
}

/** What a command takes beside its options. */
export interface Positionals {
  /** As the help shows it: `<old> <new>`. */
  name: string;
  description: string;
  /** Default: 0. */
  min?: number;
  max: number;
}

type Options = Record<string, Option>;
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>["values"];

/** What a command gets when it runs. */
export interface Invocation<O extends Options = Options> {
  /** The project. */
  root: string;
  values: Values<O>;
  positionals: string[];
  /** Aborted by Ctrl-C, by a signal, and when nobody reads the output any more. */
  signal: AbortSignal;
}

/** A command of package.json. */
export interface Command<O extends Options = Options> {
  /** As a person types it: `npm run diff`. */
  name: string;
  /** What it does, in a sentence. */
  description: string;
  options: O;
  positionals?: Positionals;
  /** What the help says at its end. */
  notes?: string;
  /** Ends soon after its `signal` and cleans up itself. Default: it is ended at once. */
  heedsSignal?: boolean;
  /** Ends with what to run where `generated/` is not what `openapi/` gives now. Default: it may be. */
  needsGenerated?: boolean;
  /** How it ends when it fails. Default: 1. */
  failureCode?: number;
  /** @returns the exit code; nothing for 0. */
  run(invocation: Invocation<O>): Promise<number | void>;
}

/** Why a command is asked to end when the pipe that it writes to is closed. */
export const noReader = Symbol("nobody reads the output");

/** Only for its types: the values follow from the options. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}

/** Runs a command with arguments, prints what it fails with, and returns the exit code. */
export async function execute<O extends Options>(
  command: Command<O>,
  args: string[],
  signal: AbortSignal,
): Promise<number> {
  try {
    const { values, positionals } = readArguments(command, args);
    if ("help" in values && values.help) {
      console.log(renderHelp(command));
      return 0;
    }
    const root = process.cwd();
    if (command.needsGenerated) await (await import("./current-document.js")).expectFresh(root);
    return (await command.run({ root, values, positionals, signal })) ?? 0;
  } catch (error) {
    if (signal.reason === noReader) return 0;
    if (signal.aborted) {
      console.error("Stopped.");
      return 130;
    }
    console.error(explain(error));
    if (error instanceof UsageFailure) {
      console.error(`\n${renderUsage(command)}\n${command.name} -- --help says more.`);
    }
    const exitCode = error instanceof Failure ? error.exitCode : undefined;
    return exitCode ?? command.failureCode ?? 1;
  }
}

/** Resolves when a command is asked to end. */
export async function stopped(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

/** A path that a person gave, seen from where they stand: npm runs every command in the project. */
export function givenPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? process.cwd(), path);
}

function readArguments<O extends Options>(command: Command<O>, args: string[]) {
  const { min = 0, max = 0, name = "" } = command.positionals ?? {};
  const help = { type: "boolean", short: "h" } as const;
  const { values, positionals } = parse({ ...command.options, help }, args);
  if ((values as { help?: boolean }).help) return { values: values as Values<O>, positionals };
  if (positionals.includes("")) throw new UsageFailure("An argument is empty.");
  if (positionals.length > max) {
    const surplus = positionals.slice(max).join(" ");
    throw new UsageFailure(`Too many arguments: ${surplus}. ${command.name} takes ${most(max)}.`);
  }
  if (positionals.length < min) throw new UsageFailure(`${name} is missing.`);
  return { values: values as Values<O>, positionals };
}

function parse<O extends Record<string, ParsedOption>>(options: O, args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    const { message } = error as Error;
    const [, name] = /^Option '(.*)' argument is ambiguous/.exec(message) ?? [];
    if (name) {
      throw new UsageFailure(`${name} needs a value. One that begins with a dash: ${name}=-1`);
    }
    // Node goes on about positional arguments, which does not help here.
    const [said = ""] = message.split(". To specify");
    throw new UsageFailure(said.replace(/\.?$/, "."));
  }
}

function most(max: number): string {
  if (max === 0) return "options only";
  return `at most ${max} argument${max === 1 ? "" : "s"}`;
}

function renderUsage({ name, options, positionals }: Command<never> | Command): string {
  const optional = positionals && (positionals.min ?? 0) === 0;
  const parts = [
    positionals && (optional ? `[${positionals.name}]` : positionals.name),
    ...Object.entries(options as Options).map(([key, option]) => `[${show(key, option)}]`),
  ].filter((part) => part !== undefined);
  return `Usage: ${[name, parts.length > 0 && "--", ...parts].filter(Boolean).join(" ")}`;
}

function renderHelp(command: Command<never> | Command): string {
  const { description, options, positionals, notes } = command;
  const rows: [string, string][] = [
    ...(positionals ? [[positionals.name, positionals.description] as [string, string]] : []),
    ...Object.entries(options as Options).map(([key, option]): [string, string] => [
      show(key, option),
      option.description,
    ]),
    ["--help", "print this"],
  ];
  const width = Math.max(...rows.map(([left]) => left.length));
  const lines = rows.map(([left, right]) => {
    const indented = right.replaceAll("\n", `\n${" ".repeat(width + 4)}`);
    return `  ${left.padEnd(width)}  ${indented}`;
  });
  const paragraphs = [renderUsage(command), description, lines.join("\n"), notes];
  return paragraphs.filter(Boolean).join("\n\n");
}

function show(name: string, { type, value = "<text>" }: Option): string {
  return type === "boolean" ? `--${name}` : `--${name} ${value}`;
}
