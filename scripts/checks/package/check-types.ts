import { join } from "node:path";
import type { ScratchProject } from "../../lib/scratch-project.js";
import { withTool } from "./install.js";
import type { Check } from "./outcome.js";
import { tools } from "./tools.js";

const settings = {
  nodenext: { module: "nodenext", moduleResolution: "nodenext" },
  "CommonJS, node16": { module: "node16", moduleResolution: "node16" },
  bundler: { module: "esnext", moduleResolution: "bundler" },
  // A Node project has no DOM types; `fetch` and `Headers` come from @types/node.
  "without DOM types": {
    module: "nodenext",
    moduleResolution: "nodenext",
    lib: ["es2022"],
    types: ["node"],
  },
};

/** The consumer compiles with every supported TypeScript, however it resolves modules. */
export function typeChecks(consumer: ScratchProject): Check[] {
  return tools.typescript.map(({ version, skipLibCheck }) => ({
    name: `TypeScript ${version}`,
    run: () =>
      withTool(`typescript@${version}`, async (tool) => {
        for (const [name, options] of Object.entries(settings)) {
          const config = await consumer.write(
            `tsconfig.${version}.${name.replaceAll(" ", "-")}.json`,
            JSON.stringify({
              compilerOptions: {
                target: "es2022",
                lib: ["es2022", "dom"],
                types: [],
                strict: true,
                exactOptionalPropertyTypes: true,
                noEmit: true,
                skipLibCheck,
                ...options,
              },
              files: [name.startsWith("CommonJS") ? "consumer.cts" : "consumer.ts"],
            }),
          );
          const tsc = join(tool.root, "node_modules/typescript/bin/tsc");
          await consumer.run(process.execPath, [tsc, "-p", config]);
        }
        return `${Object.keys(settings).join(", ")}${skipLibCheck ? " (with skipLibCheck)" : ""}`;
      }),
  }));
}
