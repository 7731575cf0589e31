import { bundle } from "./bundle.js";
import { renderClient } from "./client.js";
import { renderTypes } from "./types.js";
import { renderValidators } from "./validators.js";

/** Everything that belongs in `generated/`: file name to content. Nothing is written. */
export async function renderAll(root: string): Promise<Map<string, string>> {
  const { document, json } = await bundle(root);
  return new Map([
    ["openapi.json", json],
    ["types.ts", await renderTypes(document)],
    ["client.ts", renderClient(document)],
    ["validators.ts", await renderValidators(document)],
  ]);
}
