import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateDtsBundle } from "dts-bundle-generator";

/**
 * Rolls the types of each entry up into one declaration file, docstrings included.
 *
 * @param inlined The packages whose types become part of it.
 */
export async function buildDeclarations(
  root: string,
  entries: string[],
  inlined: string[],
  outdir: string,
): Promise<void> {
  const declarations = generateDtsBundle(
    entries.map((entry) => ({
      filePath: join(root, "src", `${entry}.ts`),
      libraries: { inlinedLibraries: inlined },
      output: { exportReferencedTypes: false, noBanner: true },
    })),
    { preferredConfigPath: join(root, "src/tsconfig.json") },
  );
  for (const [index, entry] of entries.entries()) {
    // The same twice: the extension tells TypeScript whether the code is an ES module or CommonJS.
    for (const extension of ["d.ts", "d.cts"]) {
      await writeFile(join(outdir, `${entry}.${extension}`), declarations[index]!);
    }
  }
}
