import { spawn } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTempProject } from "../../scripts/test/temp-project.js";
import { type ReferenceServer, startReferenceServer } from "../reference-server/server.js";
import { slugPrefix } from "../resources.js";
import { document } from "../test-support/models-api.js";

let server: ReferenceServer;
beforeEach(async () => {
  server = await startReferenceServer(document);
});
afterEach(() => server.close());

test("Ctrl-C ends the run, and what it made is deleted", async () => {
  const project = await createTempProject();
  const child = spawn(process.execPath, ["scripts/run.mjs", "contract-tests/live/index.ts"], {
    cwd: project.root,
    env: {
      ...process.env,
      OPENPIPE_BASE_URL: server.url,
      OPENPIPE_API_KEY: server.token,
      OPENPIPE_CONTRACT_CREATE: "one",
      OPENPIPE_CONTRACT_DATASET_ID: "my-dataset",
      OPENPIPE_CONTRACT_RATE: "20",
    },
  });
  try {
    let output = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        output += chunk;
      });
    // A model of the run, as a server that takes an invalid create would have it.
    let mine = "";
    server.reset({
      create: (model) => model,
      answer(answer, { body, operationId, store }) {
        const { slug } = (body ?? {}) as { slug?: unknown };
        if (operationId === "createModel" && typeof slug === "string" && mine === "") {
          mine = slug;
          store.add(slug, { id: slug });
          setImmediate(() => child.kill("SIGINT"));
        }
        return answer;
      },
    });
    const code = await new Promise((resolve) => child.once("close", resolve));
    expect(mine).toMatch(slugPrefix);
    expect(output).toMatch("stopped by SIGINT");
    expect(output).not.toMatch(server.token);
    expect(code).toBe(1);
    expect(server.kept("model").store.list()).toEqual([]);
  } finally {
    child.kill("SIGKILL");
    await project.remove();
  }
});
