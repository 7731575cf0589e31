import { deriveCases } from "../derive/index.js";
import { createResponseOracle } from "../oracle/responses.js";
import { readDocument } from "../run/document.js";

/** The project's own document and what is made of it, once for all tests of a worker. */
export const document = await readDocument(process.cwd());
export const { cases, gaps } = deriveCases(document);
export const oracle = createResponseOracle(document);
