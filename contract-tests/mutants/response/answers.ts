import { append, target, get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { inputRefused } from "../../engine/derive/body-cases.js";
import { type Operation, refusal, success } from "../../engine/derive/operation.js";
import type { JsonObject, Schema } from "../../engine/derive/schema.js";
import type { Answer, Deviation } from "../../reference-server/deviation.js";
import { inline } from "../../reference-server/request-schema.js";
import type { Resource } from "../../resources.js";

/** One kind of answer that an operation of the reference server gives. */
export interface AnswerKind {
  operationId: string;
  status: number;
  /** `success`, or what the refusal is about. */
  name: string;
  /** The body's schema, without references. */
  schema: Schema;
}

/** The kinds of answers of an operation: its success, and the refusals that the cases bring about. */
export function answerKinds(
  document: OpenApiDocument,
  operation: Operation,
  resource?: Resource,
): AnswerKind[] {
  const input = Number([refusal(operation, inputRefused).statuses].flat()[0]);
  const kinds: [status: number, name: string][] = [
    [Number([success(operation).statuses].flat()[0] ?? 200), "success"],
    ...(operation.secured ? [[401, "refused token"] as [number, string]] : []),
    ...(operation.body ? [[input, "refused input"] as [number, string]] : []),
    ...(operation.path.includes("{") && operation.statuses.includes("404")
      ? [[404, "unknown slug"] as [number, string]]
      : []),
    ...(operation.id === resource?.create ? [[409, "taken slug"] as [number, string]] : []),
  ];
  return kinds.flatMap(([status, name]) => {
    const schema = answerSchema(document, operation, status);
    return schema ? [{ operationId: operation.id, status, name, schema }] : [];
  });
}

function answerSchema(
  document: OpenApiDocument,
  operation: Operation,
  status: number,
): Schema | undefined {
  // What HEAD documents is not sent.
  if (operation.method === "head") return undefined;
  const key = [String(status), "default"].find((each) => operation.statuses.includes(each));
  const response = target(document, append(operation.pointer, "responses", key ?? "none"));
  const content = get(document, append(response, "content")) as JsonObject | undefined;
  const media = content?.["application/json"] as { schema?: Schema } | undefined;
  return media?.schema && (inline(document, media.schema) as Schema);
}

/** A deviation that changes the answers of one kind, and no others. */
export function change(
  { operationId, status }: Pick<AnswerKind, "operationId" | "status">,
  edit: (answer: Answer) => Partial<Answer>,
): Deviation {
  return {
    answer: (answer, exchange) =>
      exchange.operationId === operationId && answer.status === status
        ? { ...answer, ...edit(answer) }
        : answer,
  };
}

/** A deviation that changes the body of one kind of answer. */
export function changeJson(kind: AnswerKind, edit: (json: unknown) => unknown): Deviation {
  return change(kind, ({ body }) => ({ body: JSON.stringify(edit(JSON.parse(body))) }));
}
