import { spawn } from "node:child_process";
import { join } from "node:path";
import { build } from "esbuild";
import { Failure } from "../../lib/failure.js";
import type { ScratchProject } from "../../lib/scratch-project.js";
import { withTool } from "./install.js";
import type { Check } from "./outcome.js";
import { tools } from "./tools.js";

const bundle = "worker.bundle.js";

/** When `fetch` there began to accept `cache`, and a day long before. */
const compatibilityDates = ["2024-11-11", "2024-01-01"];

/** The consumer bundles for an edge worker with nothing left to import, and runs in a real one. */
export function workerChecks(consumer: ScratchProject, url: string): Check[] {
  return [
    {
      name: `workerd ${tools.workerd}`,
      run: async () => {
        const size = await bundleWorker(consumer);
        return withTool(`workerd@${tools.workerd}`, async ({ root }) => {
          for (const date of compatibilityDates) {
            await consumer.write("worker.capnp", configuration(url, date));
            const answer = await askWorker(join(root, "node_modules/.bin/workerd"), consumer.root);
            if (answer !== "all operations done") throw new Failure(`As of ${date}: ${answer}`);
          }
          const dates = compatibilityDates.join(" and ");
          return `one bundle of ${size} bytes, no Node compatibility, as of ${dates}`;
        });
      },
    },
  ];
}

async function bundleWorker({ root }: ScratchProject): Promise<number> {
  const { metafile, warnings } = await build({
    absWorkingDir: root,
    entryPoints: ["worker.mjs"],
    outfile: join(root, bundle),
    bundle: true,
    minify: true,
    format: "esm",
    // Fails on an import of a Node module.
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    target: "es2022",
    metafile: true,
    logLevel: "silent",
  });
  const [output] = Object.values(metafile.outputs);
  if (!output || warnings.length > 0 || output.imports.length > 0) {
    throw new Failure(`esbuild: ${JSON.stringify([...warnings, ...(output?.imports ?? [])])}`);
  }
  return output.bytes;
}

function configuration(baseUrl: string, compatibilityDate: string): string {
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker", esModule = embed "${bundle}")],
      bindings = [(name = "apiKey", text = "k"), (name = "baseUrl", text = "${baseUrl}")],
      compatibilityDate = "${compatibilityDate}",
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
}

/** Starts workerd on a port that the system picks, asks its worker once, and stops it. */
async function askWorker(workerd: string, cwd: string): Promise<string> {
  const child = spawn(workerd, ["serve", "--control-fd=3", "worker.capnp"], {
    cwd,
    stdio: ["ignore", "ignore", "pipe", "pipe"],
  });
  try {
    let problems = "";
    child.stderr?.on("data", (chunk) => {
      problems += chunk;
    });
    const port = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("exit", (code) => reject(new Failure(`workerd ended with ${code}:\n${problems}`)));
      let text = "";
      // It reports each socket that it listens on as a line of JSON.
      child.stdio[3]?.on("data", (chunk) => {
        text += chunk;
        const found = /"port":(\d+)/.exec(text);
        if (found) resolve(Number(found[1]));
      });
    });
    const response = await fetch(`http://127.0.0.1:${port}/`, {
      signal: AbortSignal.timeout(30_000),
    });
    return await response.text();
  } finally {
    child.removeAllListeners("exit");
    child.kill("SIGKILL");
  }
}
