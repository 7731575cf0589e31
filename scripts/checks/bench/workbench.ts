import { cp } from "node:fs/promises";
import { createScratchProject, type ScratchProject } from "../../lib/scratch-project.js";
import { pack } from "../package/pack.js";
import { clientNames, clients } from "./peers.js";

/** What the sections measure with: all clients installed, which run in processes of their own. */
export interface Workbench {
  project: ScratchProject;
  /** The packed tarball of this project. */
  tarball: string;
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
      return await use({ project, tarball });
    } finally {
      await project.remove();
    }
  } finally {
    await packed.remove();
  }
}
