import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { Failure } from "../lib/failure.js";
import { applyChange, type Command, type Step } from "./steps.js";

/**
 * Does what a step says, in `root`.
 *
 * @returns What it did, in a line.
 * @throws Failure when something comes out otherwise than the text says.
 */
export async function runStep(root: string, step: Step): Promise<string> {
  if (step.kind === "run") return runCommands(root, step.commands, step.expected);
  const path = join(root, step.file);
  if (step.kind === "write") {
    await writeFile(path, step.content);
    return `wrote ${step.file}`;
  }
  await writeFile(path, applyChange(await readFile(path, "utf8"), step.before, step.after));
  return `changed ${step.file}`;
}

async function runCommands(root: string, commands: Command[], expected: string[]): Promise<string> {
  let output = "";
  for (const { command, fails } of commands) {
    const { exitCode, said } = await run(root, command);
    output += said;
    if ((exitCode !== 0) !== fails) {
      throw new Failure(
        `\`${command}\` should ${fails ? "fail" : "succeed"}, but ended with exit code ${exitCode}:\n\n${said}`,
      );
    }
  }
  let position = 0;
  for (const piece of expected) {
    const found = output.indexOf(piece, position);
    if (found === -1) {
      throw new Failure(`"${piece}" is missing, or comes too early, in:\n\n${output}`);
    }
    position = found + piece.length;
  }
  return commands.map(({ command, fails }) => command + (fails ? " (fails)" : "")).join(" · ");
}

function run(root: string, command: string): Promise<{ exitCode: number; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn("sh", ["-c", command], {
      cwd: root,
      env: { ...process.env, NO_COLOR: "1", npm_config_loglevel: "error" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const collect = (chunk: Buffer) => {
      said += chunk.toString();
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ exitCode: code ?? 1, said: stripVTControlCharacters(said) });
    });
  });
}
