import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createResponseOracle } from "../../../contract-tests/engine/judge/responses.js";
import { defineCommand } from "../../lib/command.js";
import { Failure } from "../../lib/failure.js";
import type { OpenApiDocument } from "../../lib/document/index.js";
import { createScratchProject, type ScratchProject } from "../../lib/scratch-project.js";
import { startMockServer } from "../../mock/server.js";

const vendor = "openpipe@1.0.0";
const root = process.cwd();

export default defineCommand({
  name: "vendor",
  description: "Holds what the vendor's client says of the API against what this project says.",
  options: {},
  needsGenerated: true,
  async run() {
    const project = await createScratchProject([vendor]);
    try {
      await cp(new URL("./project/", import.meta.url), project.root, { recursive: true });
      await checkTypes(project);
      console.log(`✔ ${vendor} and generated/types.ts accept the same requests and answers`);
      await checkOperations(project);
      console.log(`✔ ${vendor} gets well-formed answers from the mock for all four operations`);
    } finally {
      await project.remove();
    }
  },
});

async function checkTypes(project: ScratchProject): Promise<void> {
  const config = {
    compilerOptions: {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2022",
      types: [],
      // The vendor's declarations do not compile by themselves.
      skipLibCheck: true,
      paths: { "openpipe-models": [join(root, "generated/types.ts")] },
    },
    files: ["types.ts"],
  };
  await project.write("tsconfig.json", JSON.stringify(config));
  await project.run(process.execPath, [join(root, "node_modules/typescript/bin/tsc")]);
}

async function checkOperations(project: ScratchProject): Promise<void> {
  const text = await readFile(join(root, "generated/openapi.json"), "utf8");
  const document = JSON.parse(text) as OpenApiDocument;
  const request = await readFile(join(root, "scripts/start/vendor-request.json"), "utf8");
  const mock = await startMockServer();
  try {
    const output = await project.run(process.execPath, ["operations.js", mock.url, request]);
    const answers = JSON.parse(output) as Record<string, unknown>;
    const oracle = createResponseOracle(document);
    for (const [operationId, answer] of Object.entries(answers)) {
      const check = oracle.find(operationId, 200)?.content.get("application/json");
      const errors = check?.(answer) ?? [{ instancePath: "", expected: "a documented answer" }];
      if (errors.length === 0) continue;
      const lines = errors.map((error) => `  ${error.instancePath}: expected ${error.expected}`);
      throw new Failure(`${operationId} with ${vendor} is not well-formed:\n${lines.join("\n")}`);
    }
  } finally {
    await mock.close();
  }
}
