import { join } from "node:path";
import { Failure } from "../lib/failure.js";
import type { ScratchProject } from "../lib/scratch-project.js";
import { withTool } from "./install.js";
import type { Check } from "./outcome.js";
import { tools } from "./tools.js";

const done = "all operations done";

/** The consumer does all operations under every supported runtime, against a server at `url`. */
export function runtimeChecks(consumer: ScratchProject, url: string): Check[] {
  const env = { OPENPIPE_API_KEY: "k", OPENPIPE_BASE_URL: url, DENO_NO_UPDATE_CHECK: "1" };
  const run = async (binary: string, args: string[]) => {
    const output = await consumer.run(binary, args, env);
    if (!output.includes(done)) throw new Failure(`${args.join(" ")} stopped early:\n${output}`);
    // A runtime's warning on import would be seen by every user.
    const rest = output.replace(done, "").trim();
    return rest ? ` (it printed: ${rest})` : "";
  };
  const nodes = tools.node.map((version) => ({
    name: `Node ${version}`,
    run: () =>
      withTool(`node@${version}`, async (tool) => {
        const node = join(tool.root, "node_modules/.bin/node");
        await checkVersion(consumer, node, `v${version}`);
        return `import${await run(node, ["import.mjs"])}, require()${await run(node, ["require.cjs"])}`;
      }),
  }));
  const bun = {
    name: `Bun ${tools.bun}`,
    run: () =>
      withTool(`bun@${tools.bun}`, async (tool) => {
        const bun = join(tool.root, "node_modules/.bin/bun");
        await checkVersion(consumer, bun, tools.bun);
        return `import${await run(bun, ["import.mjs"])}, require()${await run(bun, ["require.cjs"])}`;
      }),
  };
  const deno = {
    name: `Deno ${tools.deno}`,
    run: () =>
      withTool(`deno@${tools.deno}`, async (tool) => {
        const deno = join(tool.root, "node_modules/.bin/deno");
        await checkVersion(consumer, deno, tools.deno);
        // No more rights than a client of this API has to have.
        const rights = [
          "--allow-net=127.0.0.1",
          "--allow-env=OPENPIPE_API_KEY,OPENPIPE_BASE_URL",
          "--no-prompt",
        ];
        const flags = ["--no-remote", "--cached-only", "--node-modules-dir=manual", ...rights];
        return `import, with the rights ${rights.slice(0, 2).join(" ")}${await run(deno, ["run", ...flags, "import.mjs"])}`;
      }),
  };
  return [...nodes, bun, deno];
}

/** The binary is the one that was asked for, not another one on the path. */
async function checkVersion(project: ScratchProject, binary: string, version: string) {
  const output = await project.run(binary, ["--version"]);
  if (!output.includes(version)) {
    throw new Failure(`${binary} is not version ${version}, but ${output.trim()}`);
  }
}
