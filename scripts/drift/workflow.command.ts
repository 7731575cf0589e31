import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  id?: string;
  name?: string;
  run?: string;
  uses?: string;
  env?: Record<string, string>;
}

const text = await readFile(".github/workflows/drift.yml", "utf8");
const workflow = parse(text);
const { check, issue }: Record<string, { permissions: object; steps: Step[] }> = workflow.jobs;
const stepOf = (id: string) => check!.steps.find((step) => step.id === id)!;

let folder: string;

// The steps run as they stand, with stand-ins for what reaches outside.
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "openpipe-models-workflow-"));
  await mkdir(join(folder, "bin"));
  for (const file of ["scripts/drift/filter.js", "scripts/lib/controls.js"])
    await cp(file, join(folder, file));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await command("npm", 'echo "npm $*"; echo "$SAYS"; exit "$EXIT"');
  await command(
    "gh",
    'echo "gh $*" >> calls.txt; [ "$1 $2" != "issue list" ] || echo "$FOUND"; [ ! -e report.md ] || cp report.md "posted-$2.md"',
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function command(name: string, script: string) {
  const file = join(folder, "bin", name);
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
}

/** Runs a step as a runner does. */
async function run(step: Step, env: Record<string, string>) {
  const PATH = join(folder, "bin") + delimiter + process.env.PATH;
  const files = { GITHUB_OUTPUT: "output.txt", GITHUB_STEP_SUMMARY: "summary.txt" };
  await promisify(execFile)("bash", ["-e", "-c", step.run!], {
    cwd: folder,
    env: { PATH, HOME: folder, ...workflow.env, ...files, ...env },
  });
}

const read = (name: string) => readFile(join(folder, name), "utf8");
const output = () => read("output.txt");

/** The first job, with what the two commands say and exit with. */
async function runCheck(
  drift: { SAYS: string; EXIT: string },
  live: { SAYS: string; EXIT: string },
  key = "",
) {
  const status = async () => /.*status=(\w+)\n$/s.exec(await output())![1]!;
  await run(stepOf("drift"), drift);
  const DRIFT = await status();
  await run(stepOf("live"), { ...live, OPENPIPE_API_KEY: key });
  const LIVE = await status();
  await run(stepOf("report"), { DRIFT, LIVE, RUN: "https://run.example" });
  const [, agrees, title, end, report] =
    /agrees=(\w+)\ntitle=([^\n]*)\nreport<<(\S+)\n(.*)\n\3\n$/s.exec(await output())!;
  expect(end).toMatch(/^end-[0-9a-f]{32}$/);
  return { agrees, title, report: report!, live: await read("live.txt") };
}

const good = { SAYS: "nothing", EXIT: "0" };
const bad = { SAYS: "```\n@everybody added", EXIT: "1" };

describe("the check", () => {
  test("names the vendor's pages and skips the live part without a key, and says so", async () => {
    const { agrees, report } = await runCheck(good, bad);
    expect(agrees).toBe("true");
    expect(report).toMatch(/^<!-- openpipe-models: drift -->\n/);
    const pages: string[] = workflow.env.VENDOR_PAGES.split(" ");
    expect(pages.filter((page) => page.endsWith(".md"))).toHaveLength(4);
    for (const page of pages) expect(report).toContain(`    npm run --silent drift -- ${page}\n`);
    expect(report).toContain(
      "npm run contract:live: skipped\n\n    Not run: the repository has no",
    );
    expect(await read("summary.txt")).toContain("Not run:");
  });

  test("tells drift from what could not be compared, and shows what was said as code", async () => {
    const drifted = await runCheck(bad, good, "key-1");
    expect(drifted).toMatchObject({ agrees: "false", title: "The document and the vendor differ" });
    expect(drifted.report).toContain("npm run drift: drift\n");
    expect(drifted.report).toContain("\n    ```\n    @everybody added\n");
    expect(drifted.report).toContain("npm run contract:live: passed\n");
  });

  test("does not call an address that is gone drift", async () => {
    const { agrees, title, report } = await runCheck({ SAYS: "404", EXIT: "2" }, good, "key-1");
    expect([agrees, title]).toEqual(["false", "The vendor's pages could not be compared"]);
    expect(report).toContain("npm run drift: unknown\n");
  });

  test("lets no workflow command and no escape through", async () => {
    const says = "::error::x\n  ::add-mask::y\n##[group]z\n\u001b[31mred\u001b[0m \u202eback\u0007";
    const { report, live } = await runCheck(
      { SAYS: says, EXIT: "1" },
      { SAYS: says, EXIT: "1" },
      "key-1",
    );
    for (const text of [report, live, await read("drift.txt")]) {
      expect(text).not.toMatch(/::|##\[|[\u001b\u202e\u0007]/);
      expect(text).toContain("red");
    }
  });

  test("disagrees when the live run says the key, and does not pass it on", async () => {
    const { agrees, report, live } = await runCheck(good, { SAYS: "-key.1", EXIT: "0" }, "-key.1");
    expect(report + live).not.toContain("-key.1");
    expect(report).toContain("Withheld:");
    expect(agrees).toBe("false");
  });

  test("disagrees when the live run fails, and reports what an issue can hold", async () => {
    const long = { SAYS: "é x\n".repeat(20_000), EXIT: "1" };
    const { agrees, report } = await runCheck({ ...long, EXIT: "0" }, long, "key-1");
    expect(agrees).toBe("false");
    expect(report.length).toBeLessThan(65_536);
  });
});

describe("the issue", () => {
  const keep = async (AGREES: string, FOUND: string, REPORT = "the report") => {
    await run(issue!.steps[0]!, {
      AGREES,
      FOUND,
      REPORT,
      TITLE: "What happened",
      RUN: "https://run.example",
    });
    const calls = (await read("calls.txt")).trim().split("\n");
    return calls.map((call) => call.split(" ").slice(1, 4).join(" "));
  };

  test("is opened with its label", async () => {
    expect(await keep("false", "")).toEqual([
      "issue list --label",
      "label create vendor-drift",
      "issue create --label",
    ]);
    expect(await read("posted-create.md")).toBe("the report\n");
    expect(await read("calls.txt")).toMatch(
      /issue create --label vendor-drift --body-file report.md --title What happened/,
    );
  });

  test("is updated and not repeated", async () => {
    expect(await keep("false", "7")).toEqual(["issue list --label", "issue edit 7"]);
    expect(await read("posted-edit.md")).toBe("the report\n");
  });

  test("is closed when all is well, and otherwise nothing happens", async () => {
    expect(await keep("true", "7")).toEqual(["issue list --label", "issue close 7"]);
    await rm(join(folder, "calls.txt"));
    expect(await keep("true", "")).toEqual(["issue list --label"]);
  });

  test("keeps its mark when the report is withheld", async () => {
    await keep("false", "7", "");
    expect(await read("posted-edit.md")).toMatch(/^<!-- openpipe-models: drift --> .*withheld/);
  });
});

test("it runs every week and on demand, with no more than it needs", () => {
  expect(Object.keys(workflow.on)).toEqual(["schedule", "workflow_dispatch"]);
  expect(workflow.permissions).toEqual({});
  expect(check!.permissions).toEqual({ contents: "read" });
  expect(issue!.permissions).toEqual({ issues: "write" });
  expect(issue!.steps.filter(({ uses }) => uses)).toEqual([]);
  const secrets = check!.steps.filter(({ env }) => JSON.stringify(env ?? {}).includes("secrets."));
  expect(secrets.map(({ id }) => id)).toEqual(["live"]);
  expect(text).not.toContain("OPENPIPE_CONTRACT_CREATE");
  expect(text.match(/secrets\.\w+/g)).toEqual(["secrets.OPENPIPE_API_KEY"]);
});
