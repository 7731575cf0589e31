import { essence, findMediaType, isJson, isText } from "../http/media-type.js";
import type { Schema } from "../validation/schema.js";
import type { Content, Operation } from "./operation.js";

/** How the body of a success is read, and what it must be. */
export interface AnswerType {
  /** `other` is left unread. */
  kind: "none" | "json" | "text" | "other";
  schema: Schema;
  /** Whether it is HTML that the document does not list: a gateway's page. */
  isPage?: boolean;
}

/** What the document says of the body of an answer, by its status and its `Content-Type`. */
export function answerTypeOf(operation: Operation, response: Response): AnswerType {
  const content = contentOf(operation, response.status);
  const declared = Object.keys(content);
  const [first] = declared;
  if (first === undefined || operation.method === "HEAD") return { kind: "none", schema: {} };
  const actual = response.headers.get("Content-Type") ?? "";
  // Servers mislabel JSON; whether it is JSON is seen when it is read.
  const found = findMediaType(declared, actual) ?? declared.find(isJson);
  const mediaType = found ?? first;
  const shown = mediaType.endsWith("*") ? actual : mediaType;
  const kind = isJson(shown) ? "json" : isText(shown) ? "text" : "other";
  const schema = content[mediaType]!;
  return { kind, schema, isPage: !found && essence(actual) === "text/html" };
}

/** Whether an answer is for the caller to read, for as long as it takes: a stream, a file and the like. */
export function isLeftUnread(operation: Operation, response: Response): boolean {
  return response.ok && answerTypeOf(operation, response).kind === "other";
}

/** A success that the document does not list is read like those that it lists. */
function contentOf({ answers }: Operation, status: number): Content {
  const exact = answers[status] ?? answers["2XX"];
  return exact ?? Object.assign({}, ...Object.values(answers).reverse());
}
