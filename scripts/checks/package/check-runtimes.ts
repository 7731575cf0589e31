import { join } from "node:path";
import { Failure } from "../../lib/failure.js";
import type { ScratchProject } from "../../lib/scratch-project.js";
import { checkFaults } from "./check-faults.js";
import { withTool } from "./install.js";
import type { Check } from "./outcome.js";
import { tools } from "./tools.js";

const done = "all operations done";

/** How a runtime is found, and what starts a program in it. */
interface Runtime {
  name: string;
  /** The npm package that brings its binary, which has the same name. */
  tool: string;
  versions: string[];
  /** Before the program's name. */
  flags: string[];
  programs: string[];
}

// No more rights than a client of this API has to have.
const rights = ["--allow-net=127.0.0.1", "--allow-env=OPENPIPE_API_KEY,OPENPIPE_BASE_URL"];
const offline = ["--no-remote", "--cached-only", "--node-modules-dir=manual", "--no-prompt"];

const runtimes: Runtime[] = [
  {
    name: "Node",
    tool: "node",
    versions: tools.node,
    flags: [],
    programs: ["import.mjs", "require.cjs"],
  },
  {
    name: "Bun",
    tool: "bun",
    versions: tools.bun,
    flags: [],
    programs: ["import.mjs", "require.cjs"],
  },
  {
    name: "Deno",
    tool: "deno",
    versions: tools.deno,
    flags: ["run", ...offline, ...rights],
    programs: ["import.mjs"],
  },
];

/** The consumer does all operations under every supported runtime, and meets faulty servers. */
export function runtimeChecks(consumer: ScratchProject, url: string): Check[] {
  return runtimes.flatMap((runtime) =>
    runtime.versions.map((version) => ({
      name: `${runtime.name} ${version}`,
      run: () =>
        withTool(`${runtime.tool}@${version}`, async ({ root }) => {
          const binary = join(root, "node_modules/.bin", runtime.tool);
          await checkVersion(consumer, binary, version);
          return tryRuntime(runtime, binary, consumer, url);
        }),
    })),
  );
}

async function tryRuntime(
  { flags, programs }: Runtime,
  binary: string,
  consumer: ScratchProject,
  url: string,
): Promise<string> {
  const env = { OPENPIPE_API_KEY: "k", OPENPIPE_BASE_URL: url, DENO_NO_UPDATE_CHECK: "1" };
  const run = (...args: string[]) => consumer.run(binary, [...flags, ...args], env);
  const seen: string[] = [];
  for (const program of programs) {
    const output = await run(program);
    if (!output.includes(done)) throw new Failure(`${program} stopped early:\n${output}`);
    // A runtime's warning on import would be seen by every user.
    const rest = output.replace(done, "").trim();
    seen.push(program + (rest && ` (it printed: ${rest})`));
  }
  seen.push(await checkFaults((argument) => run("faults.mjs", argument)));
  return seen.join(", ");
}

/** The binary is the one that was asked for, not another one on the path. */
async function checkVersion(project: ScratchProject, binary: string, version: string) {
  const output = await project.run(binary, ["--version"]);
  if (!output.includes(version)) {
    throw new Failure(`${binary} is not version ${version}, but ${output.trim()}`);
  }
}
