import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { defineCommand, execute, givenPath, noReader } from "./command.js";
import { Failure } from "./failure.js";

const ran = vi.fn<(given: unknown) => number | undefined>();
const command = defineCommand({
  name: "npm run try",
  description: "Tries it.",
  options: {
    port: { type: "string", value: "<port>", description: "where" },
    loud: { type: "boolean", default: false, description: "noise" },
  },
  positionals: { name: "<a> [<b>]", description: "two things", min: 1, max: 2 },
  notes: "A note.",
  run: async ({ values, positionals }) => ran({ ...values, positionals }),
});
const log = vi.spyOn(console, "log");
const error = vi.spyOn(console, "error");
const never = new AbortController().signal;
const said = () => [...log.mock.calls, ...error.mock.calls].join("\n");

beforeEach(() => {
  ran.mockReset();
  for (const spy of [log, error]) spy.mockReset().mockReturnValue();
});
afterEach(() => vi.unstubAllEnvs());

test("gives the command what was typed, and ends with what it returns", async () => {
  ran.mockReturnValue(3);
  expect(await execute(command, ["x", "--port", "1"], never)).toBe(3);
  expect(ran).toHaveBeenCalledWith({ port: "1", loud: false, positionals: ["x"] });
  expect(said()).toBe("");
});

test("does not run without the generated/ that it needs", async () => {
  vi.spyOn(process, "cwd").mockReturnValue(import.meta.dirname);
  const needing = { ...command, needsGenerated: true };
  expect(await execute(needing, ["x"], never)).toBe(1);
  expect(said()).toBe("openapi/openapi.yaml cannot be read: there is no such file or folder.");
  expect(ran).not.toHaveBeenCalled();
  vi.mocked(process.cwd).mockRestore();
});

test("--help says all of it, whatever else was typed", async () => {
  expect(await execute(command, ["-h", "x", "y", "z"], never)).toBe(0);
  expect(said()).toBe(`Usage: npm run try -- <a> [<b>] [--port <port>] [--loud]

Tries it.

  <a> [<b>]      two things
  --port <port>  where
  --loud         noise
  --help         print this

A note.`);
  expect(ran).not.toHaveBeenCalled();
});

test.each([
  [["x", "--nope"], "Unknown option '--nope'."],
  [["x", "y", "z"], "Too many arguments: z. npm run try takes at most 2 arguments."],
  [[], "<a> [<b>] is missing."],
  [["x", ""], "An argument is empty."],
  [["x", "--port"], "Option '--port <value>' argument missing."],
  [["x", "--port", "-1"], "--port needs a value. One that begins with a dash: --port=-1"],
])("refuses %j", async (args, sentence) => {
  expect(await execute(command, args, never)).toBe(2);
  expect(said()).toContain(`${sentence}\n`);
  expect(said()).toContain("\nUsage: npm run try -- ");
  expect(ran).not.toHaveBeenCalled();
});

test.each([
  [new Failure("It is so."), "It is so."],
  [
    Object.assign(new Error("x"), { code: "ENOSPC", syscall: "write", path: "/a/b" }),
    "Cannot write /a/b: the disk is full. Free some space and run it again.",
  ],
  [
    Object.assign(new Error("x"), { code: "EROFS", syscall: "mkdir", path: "/a" }),
    "Cannot create /a: the file system is read-only. Use a folder that can be written.",
  ],
])("says what went wrong in a sentence", async (failure, sentence) => {
  const fails = () => ran.mockImplementation(() => Promise.reject(failure) as never);
  fails();
  expect(await execute(command, ["x"], never)).toBe(1);
  expect(said()).toBe(sentence);
  expect(await execute({ ...command, failureCode: 2 }, ["x"], never)).toBe(2);
});

test("what was cut off has not failed", async () => {
  ran.mockImplementation(() => Promise.reject(new Failure("killed")) as never);
  expect(await execute(command, ["x"], AbortSignal.abort())).toBe(130);
  expect(said()).toBe("Stopped.");
  error.mockClear();
  expect(await execute(command, ["x"], AbortSignal.abort(noReader))).toBe(0);
  expect(said()).toBe("");
});

test("a path is seen from where the person stands", () => {
  vi.stubEnv("INIT_CWD", "/somewhere");
  expect(givenPath("a.json")).toMatch(/[\\/]somewhere[\\/]a\.json$/);
});
