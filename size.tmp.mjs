import { build } from "esbuild"; import { gzipSync } from "node:zlib";
const root = "/work/main";
const code = `import { createModelsClient } from "${root}/src/index.ts"; console.log(await createModelsClient({ apiKey: "k" }).create({ datasetId: "d", slug: "s", trainingConfig: { provider: "openpipe", baseModel: "b" } }));`;
const opts = { stdin: { contents: code, resolveDir: root, loader: "ts" }, bundle: true, write: false, format: "esm", platform: "node", target: "es2022", metafile: true, absWorkingDir: root };
const full = await build({...opts, minifyIdentifiers: true, minifySyntax: true});
const text = full.outputFiles[0].text;
// segments by comment markers
const segs = text.split(/^\/\/ (?=[\w./<-]+$)/m);
const { transform } = await import("esbuild");
const mini = await Promise.all(segs.map(async s => { const nl = s.indexOf("\n"); const name = s.slice(0, nl); return [name, (await transform(s.slice(nl+1), {minifyWhitespace: true, format: "esm", supported: {"top-level-await": true}}).catch(()=>({code:s}))).code]; }));
const all = mini.map(x=>x[1]).join("");
const total = gzipSync(all, {level: 9}).length;
console.log("total", all.length, total);
console.log(mini.map(([n, c], i) => [total - gzipSync(mini.filter((_, j) => j !== i).map(x=>x[1]).join(""), {level:9}).length, c.length, n]).sort((a,b)=>b[0]-a[0]).map(x=>x.join("\t")).join("\n"));
