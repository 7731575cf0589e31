import { operationOf } from "../engine/derive/operation.js";
import type { Described } from "../resources.js";
import { readJson } from "../engine/run/json.js";
import type { HttpRequest, Send } from "../engine/run/options.js";
import { NotSent } from "../engine/run/run.js";
import type { Ledger } from "./ledger.js";

/** Whether creates may go out; all parts of a run share one. */
export interface Creating {
  /** Whether some may train, and cost money. */
  paid: boolean;
  /** How many more. */
  left: number;
  /** Why none may go out any more, if so. */
  ended?: string;
}

/** Whether requests are creates. */
export function createMatcher({ document, create }: Described, baseUrl: string) {
  const operation = operationOf(document, create);
  const method = operation.method.toUpperCase();
  const url = baseUrl + operation.path;
  return (request: HttpRequest) => request.method === method && request.url === url;
}

/**
 * Looks at every request that goes out, whichever part of the run sends it: writes creates down before
 * they are sent, lets none out that the run may not send, and tells the ledger what was answered.
 *
 * @throws NotSent instead of sending a create that may not go out.
 */
export function guard(
  { name, identity, dataset }: Described,
  send: Send,
  isCreate: (request: HttpRequest) => boolean,
  mayUse: (datasetId: string, slug: string | undefined) => boolean,
  ledger: Ledger,
  creating: Creating,
): Send {
  return async (request) => {
    if (!isCreate(request)) {
      const response = await send(request);
      ledger.observe(request, response);
      if (creating.paid && request.method === "DELETE" && response.status === 409) {
        creating.ended ??= `The server refused with 409 to delete a ${name}, so this run creates no more.`;
      }
      return response;
    }
    const [slug] = texts(request.body, identity.request);
    const datasets = dataset ? texts(request.body, dataset.request) : [];
    if (!datasets.every((datasetId) => mayUse(datasetId, slug))) {
      throw new NotSent("It would have named a dataset that this run must not use.");
    }
    if (creating.ended !== undefined) throw new NotSent(creating.ended);
    if (creating.left-- <= 0)
      throw new NotSent("OPENPIPE_CONTRACT_MAX_CREATES allows no more creates.");
    const create = ledger.begin(slug);
    const response = await send(request);
    ledger.answered(create, response);
    return response;
  };
}

/** The texts of a property anywhere in a body, also in one that is no JSON, JSON in a text, or a form. */
export function texts(body: string | undefined, pointer: string): string[] {
  const inText = readJson(body);
  if (typeof inText === "string") return texts(inText, pointer);
  const name = pointer.split("/").at(-1);
  const pattern = new RegExp(
    `(["'])${name}\\1\\s*:\\s*\\[?\\s*(["'])((?:\\\\.|(?!\\2)[^\\\\])*)\\2`,
    "g",
  );
  const inJson = [...(body ?? "").matchAll(pattern)].map(([, , , text]) => unescape(text!));
  return [...inJson, ...new URLSearchParams(body).getAll(String(name))];
}

/** What a JSON text means, without its quotes. */
function unescape(text: string): string {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
}
