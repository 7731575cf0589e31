import { join } from "node:path";
import type { ScratchProject } from "../../lib/scratch-project.js";
import type { Check } from "./outcome.js";
import { checkContents } from "./pack.js";

/** What the tarball holds, and what the linters of packages say of it. */
export function tarballChecks(consumer: ScratchProject, tarball: string): Check[] {
  const bin = join(process.cwd(), "node_modules/.bin");
  return [
    { name: "contents", run: () => checkContents(tarball) },
    {
      name: "publint",
      run: async () => {
        await consumer.run(join(bin, "publint"), ["run", tarball, "--strict"]);
        return "strict, no messages above suggestions";
      },
    },
    {
      name: "attw",
      run: async () => {
        await consumer.run(join(bin, "attw"), [tarball, "--profile", "node16", "--no-emoji"]);
        return "profile node16";
      },
    },
  ];
}
