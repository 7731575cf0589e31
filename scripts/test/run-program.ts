import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { vi } from "vitest";

const root = process.cwd();

/** What a program says on the console: the arguments of each call. */
export interface Printed {
  log: unknown[][];
  error: unknown[][];
}

/**
 * Runs a TypeScript program that uses the client against the server at `url`. It becomes the module
 * `file` and is imported: a process for each costs most of the time.
 */
export async function runProgram(code: string, url: string, file: string): Promise<Printed> {
  await build({
    stdin: { contents: code, loader: "ts", resolveDir: root },
    alias: {
      "openpipe-models/testing": join(root, "src/testing.ts"),
      "openpipe-models": join(root, "src/index.ts"),
    },
    bundle: true,
    format: "esm",
    platform: "node",
    outfile: file,
    logLevel: "silent",
  });
  vi.stubEnv("OPENPIPE_API_KEY", "sample-key");
  vi.stubEnv("OPENPIPE_BASE_URL", url);
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  const error = vi.spyOn(console, "error").mockImplementation(() => {});
  try {
    await import(/* @vite-ignore */ pathToFileURL(file).href);
    return { log: [...log.mock.calls], error: [...error.mock.calls] };
  } finally {
    log.mockRestore();
    error.mockRestore();
    vi.unstubAllEnvs();
  }
}
