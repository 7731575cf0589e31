import { createScratchProject, type ScratchProject } from "../../lib/scratch-project.js";
import { Skipped } from "./outcome.js";

/** npm's words for "no such package or version" and "not for this machine". */
const lacking = /\bE404\b|\bETARGET\b|\bEBADPLATFORM\b|No matching version/;

/**
 * Installs tools into a scratch project of their own, lets `use` work with it, and removes them.
 *
 * @throws Skipped when the registry does not have it for this machine.
 */
export async function withTool<T>(
  specifiers: string | string[],
  use: (tool: ScratchProject) => Promise<T>,
): Promise<T> {
  const packages = [specifiers].flat();
  const tool = await createScratchProject(packages).catch((error: Error) => {
    if (!lacking.test(error.message)) throw error;
    throw new Skipped(
      `the registry has no ${packages.join(" and ")} for ${process.platform}-${process.arch}`,
    );
  });
  try {
    return await use(tool);
  } finally {
    await tool.remove();
  }
}
