import { readCurrentDocument } from "../../scripts/lib/current-document.js";
import { deriveCases } from "../engine/derive/index.js";

/** The project's own document and what is made of it, once for all tests of a worker. */
export const document = await readCurrentDocument(process.cwd());
export const { cases, gaps } = deriveCases(document);
