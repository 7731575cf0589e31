import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { deriveCases } from "../engine/derive/index.js";
import { createResponseOracle } from "../engine/judge/responses.js";

const file = new URL("./models-api.yaml", import.meta.url);

/** A models API that stays as it is, and what is made of it, once for all tests of a worker. */
export const document = parse(await readFile(file, "utf8")) as OpenApiDocument;
export const { cases, gaps } = deriveCases(document);
export const oracle = createResponseOracle(document);
