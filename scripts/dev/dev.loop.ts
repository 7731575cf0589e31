import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { runScript } from "../test/run-script.js";
import { createTempProject, type TempProject } from "../test/temp-project.js";

vi.setConfig({ testTimeout: 120_000 });

let project: TempProject;
let child: ChildProcess | undefined;

beforeEach(async () => {
  project = await createTempProject(["openapi", "generated", "src", "tsconfig.json"]);
  const file = join(project.root, "tsconfig.json");
  const config = await readFile(file, "utf8");
  // The compiler takes most of the time: let it have less to do.
  await writeFile(file, config.replace(/"include": \[.*\]/, '"include": ["generated", "src"]'));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await project.remove();
});

test("follows the saves, and keeps the last valid document served through an invalid one", async () => {
  const { nextScreen, stop } = startDev();
  const file = join(project.root, "openapi/openapi.yaml");
  const valid = await readFile(file, "utf8");

  const first = await nextScreen();
  expect(first).toContain("✔ typecheck  no errors");
  expect(first).toMatch(/✔ contract {3}\d+ of \d+ cases of .*listModels.* hold/);
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(first)![0];

  await writeFile(file, valid.replace("operationId: listModels", "operationId: 7"));
  const invalid = await nextScreen();
  expect(invalid).toContain("✘ lint");
  expect(invalid).toMatch(/openapi\/openapi\.yaml:\d+:\d+/);
  expect(invalid).not.toContain("contract");
  expect(invalid).toContain(`The mock serves the last valid document at ${url}`);
  expect(await firstListed(url)).toBe("support-triage-llama-8b");

  // One operation changes, and something in src/ is wrong.
  await writeFile(join(project.root, "src/wrong.ts"), 'export const wrong: number = "text";\n');
  const [before, after] = valid.split("listTwoModels:");
  const renamed = after!.replace("- id: support-triage-llama-8b", "- id: another-model");
  await writeFile(file, `${before}listTwoModels:${renamed}`);
  const changed = await nextScreen();
  expect(changed).toContain("✔ generate   openapi.json");
  expect(changed).toMatch(/✘ typecheck {2}\([\d.]+ s\)\s+src\/wrong\.ts\(1,14\): error TS2322/);
  expect(changed).toMatch(/✔ contract {3}\d+ of \d+ cases of listModels hold/);
  expect(await firstListed(url)).toBe("another-model");
  expect(await readFile(join(project.root, "generated/openapi.json"), "utf8")).toContain(
    "another-model",
  );

  await writeFile(file, `${before}listTwoModels:${renamed}\n# A comment changes nothing.\n`);
  expect(await nextScreen()).toContain("– contract   no operation has changed");

  expect(await stop()).toBe(0);
  await expect(fetch(url)).rejects.toThrow();
  expect(await readdir(project.root)).not.toContain("reports");
});

test("a port that is taken is said at once", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  try {
    const args = ["--port", String(port)];
    const { exitCode, output } = await runScript("scripts/dev/index.ts", args);
    expect(exitCode).toBe(1);
    expect(output).toContain(`Port ${port} on 127.0.0.1 is taken.`);
  } finally {
    other.close();
  }
});

function startDev() {
  const args = ["scripts/run.mjs", "scripts/dev/index.ts", "--port", "0"];
  const dev = spawn(process.execPath, args, {
    cwd: project.root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = dev;
  let output = "";
  let read = () => {};
  dev.stdout.on("data", (chunk) => {
    output += chunk;
    read();
  });
  dev.once("exit", () => {
    output += "\nnpm run dev ended.";
    read();
  });
  /** Waits for a whole screen, which ends by saying what to do next. */
  const nextScreen = () =>
    new Promise<string>((resolve, reject) => {
      read = () => {
        const end = /Ctrl-C to stop\.\n/.exec(output);
        if (end) {
          const screen = output.slice(0, end.index + end[0].length);
          output = output.slice(screen.length);
          resolve(screen);
        } else if (output.includes("npm run dev ended.")) {
          reject(new Error(output));
        }
      };
      read();
    });
  const stop = async () => {
    dev.kill("SIGINT");
    const [code] = await once(dev, "exit");
    return code;
  };
  return { nextScreen, stop };
}

async function firstListed(url: string): Promise<string> {
  const response = await fetch(`${url}/models`, { headers: { authorization: "Bearer any-token" } });
  const { data } = (await response.json()) as { data: { id: string }[] };
  return data[0]!.id;
}
