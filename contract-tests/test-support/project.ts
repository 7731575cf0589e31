import { deriveCases } from "../engine/derive/index.js";
import { readDocument } from "../engine/run/document.js";

/** The project's own document and what is made of it, once for all tests of a worker. */
export const document = await readDocument(process.cwd());
export const { cases, gaps } = deriveCases(document);
