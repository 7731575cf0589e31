import { join } from "node:path";
import { build, type BuildOptions } from "esbuild";

/**
 * Bundles each entry of `src/` into one ES module, openapi-fetch included. One file imports in a
 * fraction of the time of twenty, so each entry has all that it needs. Beside it comes the same as
 * CommonJS, for what cannot `require()` an ES module (Jest).
 *
 * @returns The packages whose code became part of it.
 */
export async function buildJavaScript(
  root: string,
  entries: string[],
  outdir: string,
): Promise<string[]> {
  const options = {
    absWorkingDir: root,
    entryPoints: entries.map((entry) => join("src", `${entry}.ts`)),
    outdir,
    bundle: true,
    platform: "neutral",
    mainFields: ["module", "main"],
    target: "es2022",
    logLevel: "silent",
    metafile: true,
  } satisfies BuildOptions;
  await build({ ...options, format: "cjs", outExtension: { ".js": ".cjs" } });
  const { metafile } = await build({
    ...options,
    format: "esm",
    sourcemap: true,
    sourcesContent: true,
  });
  const packages = Object.keys(metafile.inputs).map(
    (path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1],
  );
  return [...new Set(packages)].filter((name) => name !== undefined);
}
