import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { parseAccepted } from "../accepted.js";
import { type Drift, findDrift } from "../drift.js";
import { review } from "../review.js";

/** A document as tests take it apart. */
export type Json = any;

const read = (file: string) => readFileSync(file, "utf8");
const originals: Documents = {
  ours: parse(read("openapi/openapi.yaml")),
  vendor: parse(read("scripts/drift/cases/vendor-stand-in.yaml")),
};
const list = "openapi/accepted-drift.yaml";
const accepted = parseAccepted(read(list), list);

export interface Documents {
  ours: Json;
  vendor: Json;
}

/** Our document and the vendor's stand-in, free to change. */
export function readDocuments(): Documents {
  return structuredClone(originals);
}

/** What `npm run drift` would say of them, with the accepted list. */
export function reviewDocuments({ ours, vendor }: Documents) {
  return review(findDrift(ours, vendor, "The document"), accepted);
}

/** `added <change> | <ours> | <vendor> <vendor>`. */
export function line({ kind, change, ours, vendor }: Drift): string {
  return `${kind} ${change} | ${ours} | ${vendor.join(" ")}`;
}

/** Short cuts into the vendor's document. */
export const at = {
  post: "#/paths/~1models/post",
  list: "#/paths/~1models/get",
  get: "#/paths/~1models~1{modelSlug}/get",
  delete: "#/paths/~1models~1{modelSlug}/delete",
  request: "#/paths/~1models/post/requestBody/content/application~1json/schema",
  config: (index: number) => `${at.request}/properties/trainingConfig/anyOf/${index}`,
  answer: (operation: string) => `${operation}/responses/200/content/application~1json/schema`,
  models: () => [
    `${at.answer(at.list)}/properties/data/items`,
    at.answer(at.post),
    at.answer(at.get),
  ],
};

export const operation = {
  post: (vendor: Json) => vendor.paths["/models"].post,
  list: (vendor: Json) => vendor.paths["/models"].get,
  get: (vendor: Json) => vendor.paths["/models/{modelSlug}"].get,
  delete: (vendor: Json) => vendor.paths["/models/{modelSlug}"].delete,
};

const json = (holder: Json) => holder.content["application/json"];
export const request = (vendor: Json) => json(operation.post(vendor).requestBody).schema;
export const config = (vendor: Json, index: number) =>
  request(vendor).properties.trainingConfig.anyOf[index];
export const answer = (one: Json) => json(one.responses["200"]).schema;
export const error = (vendor: Json) => json(vendor.components.responses.error).schema;

/** The three copies of the model. */
export const models = (vendor: Json) => [
  answer(operation.list(vendor)).properties.data.items,
  answer(operation.post(vendor)),
  answer(operation.get(vendor)),
];
