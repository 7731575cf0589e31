import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { type Command, execute } from "./lib/command.js";
import { runProgram } from "./lib/run-program.js";
import { createTemporaryFolder, type TemporaryFolder } from "./lib/temporary-folder.js";

const { scripts } = JSON.parse(await readFile("package.json", "utf8")) as {
  scripts: Record<string, string>;
};
/** npm runs these by itself. */
const hooks = ["prepack", "version"];
const never = new AbortController().signal;
const log = vi.spyOn(console, "log");
const error = vi.spyOn(console, "error");
const said = () => [...log.mock.calls, ...error.mock.calls].join("\n");

let folder: TemporaryFolder;

beforeAll(async () => {
  folder = await createTemporaryFolder("run");
});
beforeEach(() => {
  for (const spy of [log, error]) spy.mockReset().mockReturnValue();
});
afterAll(async () => {
  await folder.remove();
  vi.restoreAllMocks();
});

test.each(Object.keys(scripts))(
  "npm run %s has a help and refuses what it does not know",
  async (name) => {
    const [, file] = /^node scripts\/run\.mjs (\S+\.ts)$/.exec(scripts[name]!) ?? [];
    expect(file, "runs through scripts/run.mjs").toBeDefined();
    const { default: command } = (await import(pathToFileURL(file!).href)) as { default: Command };

    if (!hooks.includes(name)) expect(command.name).toMatch(new RegExp(`^npm (run )?${name}$`));
    expect(await execute(command, ["--help"], never)).toBe(0);
    expect(said()).toContain(command.description);
    for (const { description } of Object.values(command.options)) {
      expect(said()).toContain(description.split("\n")[0]);
    }

    const { max = 0 } = command.positionals ?? {};
    const surplus = max === Infinity ? ["--surplus"] : Array<string>(max + 1).fill("surplus");
    for (const args of [["--nope"], surplus]) {
      error.mockClear();
      expect(await execute(command, args, never)).toBe(2);
      expect(error.mock.calls.join("\n")).toMatch(/nope|surplus/);
    }
  },
);

test("before `npm ci`, says so", async () => {
  await mkdir(join(folder.path, "scripts"));
  await cp("scripts/run.mjs", join(folder.path, "scripts/run.mjs"));
  const args = ["scripts/run.mjs", "scripts/generate/index.ts"];
  expect(await runProgram(process.execPath, args, { cwd: folder.path })).toEqual({
    exitCode: 1,
    output: "The project's dependencies are not installed. Run: npm ci",
  });
});

test("a closed pipe ends a command quietly", async () => {
  const child = await startFixture(`
    for (let line = 0; !signal.aborted; line++) {
      console.log("line", line);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    throw new Error("cut off");`);
  await once(child.stdout, "data");
  child.stdout.destroy();
  expect(await ended(child)).toEqual({ code: 0, problems: "" });
});

test.skipIf(process.platform === "win32").each(["true", "false"])(
  "Ctrl-C says that it stopped (heeded: %s)",
  async (heeds) => {
    const child = await startFixture(
      `console.log("ready");
       await new Promise((resolve, reject) => {
         signal.addEventListener("abort", () => reject(new Error("cut off")));
         setTimeout(resolve, 60_000);
       });`,
      heeds,
    );
    await once(child.stdout, "data");
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 130, problems: "Stopped.\n" });
  },
);

test("what a command has started ends with it, also when only the command is stopped", async () => {
  const file = join(folder.path, "port");
  const program = `require("http").createServer((_, response) => response.end()).listen(0, function () {
      require("fs").writeFileSync(${JSON.stringify(file)}, "http://127.0.0.1:" + this.address().port);
    });`;
  const child = await startFixture(
    `const { runProgram } = await import(${JSON.stringify(join(process.cwd(), "scripts/lib/run-program.ts"))});
     await runProgram(process.execPath, ["--eval", ${JSON.stringify(program)}], { cwd: "." });`,
    "false",
  );
  const answers = async () => (await fetch(await readFile(file, "utf8"))).status;
  expect(await vi.waitFor(answers, { timeout: 20_000 })).toBe(200);
  child.kill("SIGINT");
  expect((await ended(child)).code).toBe(130);
  await vi.waitFor(() => expect(answers()).rejects.toThrow("fetch failed"));
});

test("without a file, the launcher says how it is used", async () => {
  const cwd = process.cwd();
  const { exitCode, output } = await runProgram(process.execPath, ["scripts/run.mjs"], { cwd });
  expect(output).toMatch(/^Usage: node scripts\/run\.mjs/);
  expect(exitCode).toBe(1);
});

// In the last, Node 20 tries for ever to make a folder.
test.each([
  join(process.cwd(), "package.json/tmp"),
  join(process.cwd(), "missing/tmp"),
  "/proc/tmp",
])("a folder for temporary files that cannot be one is said in a sentence: %s", async (folder) => {
  const child = await startFixture("", "false", { TMPDIR: folder, TEMP: folder });
  const { code, problems } = await ended(child);
  expect(code).toBe(1);
  expect(problems).toMatch(
    /^No temporary file can be written to .*tmp \(\w+\)\. Let TMPDIR name a folder that can be written\.\n$/,
  );
});

/** Runs a command that is only there for the test. */
async function startFixture(body: string, heedsSignal = "true", env: Record<string, string> = {}) {
  const file = join(folder.path, "fixture.ts");
  await writeFile(
    file,
    `export default { name: "fixture", description: "", options: {}, heedsSignal: ${heedsSignal},
       async run({ signal }) { ${body} } };`,
  );
  return spawn(process.execPath, ["scripts/run.mjs", file], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ended(child: Awaited<ReturnType<typeof startFixture>>) {
  let problems = "";
  child.stderr.on("data", (chunk) => {
    problems += chunk;
  });
  const [code] = await once(child, "close");
  return { code: code as number, problems };
}
