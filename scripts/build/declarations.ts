import { join } from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";

/** Rolls the types of each entry up into one declaration file, docstrings included. */
export async function buildDeclarations(
  root: string,
  entries: string[],
  outdir: string,
): Promise<void> {
  const bundle = await rollup({
    input: Object.fromEntries(entries.map((entry) => [entry, join(root, "src", `${entry}.ts`)])),
    plugins: [dts({ tsconfig: join(root, "src/tsconfig.json") })],
    external: [/^[^./]/],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ dir: outdir, format: "es" });
  await bundle.close();
}
