import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createScratchProject, type ScratchProject } from "../../lib/scratch-project.js";
import { pack } from "../package/pack.js";
import { clientNames, clients } from "./peers.js";

/** What the sections measure with: all clients installed, and a server in a process of its own. */
export interface Workbench {
  project: ScratchProject;
  /** The packed tarball of this project. */
  tarball: string;
  /** Where a fresh server listens. */
  startServer(): Promise<BenchServer>;
}

export interface BenchServer {
  url: string;
  /** How many requests came, by method. */
  counts(): Promise<Record<string, number>>;
  close(): Promise<void>;
}

/** Packs this project, installs it beside its peers, lets `use` measure, and removes everything. */
export async function withWorkbench<T>(use: (bench: Workbench) => Promise<T>): Promise<T> {
  const packed = await createScratchProject([]);
  try {
    const tarball = await pack(packed.root);
    const peers = clientNames.flatMap((name) => clients[name].packages);
    const project = await createScratchProject([tarball, ...peers]);
    try {
      await cp(new URL("./project/", import.meta.url), project.root, { recursive: true });
      return await use({ project, tarball, startServer });
    } finally {
      await project.remove();
    }
  } finally {
    await packed.remove();
  }
}

async function startServer(): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL("./server.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  const { url } = (await ask(child)) as { url: string };
  return {
    url,
    counts: () => {
      const answer = ask(child);
      child.send("counts");
      return answer as Promise<Record<string, number>>;
    },
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

function ask(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error("The server of the benchmark stopped."));
    child.once("exit", fail);
    child.once("message", (message) => {
      child.off("exit", fail);
      resolve(message);
    });
  });
}
