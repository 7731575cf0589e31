import { Failure } from "../../scripts/lib/failure.js";
import { redact } from "../../src/http/redact.js";
import { printable, shorten } from "../engine/report/shorten.js";
import { unknownSlug } from "../resources.js";
import { readJson } from "../engine/run/json.js";
import type { HttpResponse } from "../engine/run/options.js";
import { TargetDown } from "../engine/run/run.js";
import type { Target } from "../engine/target.js";
import type { Remote } from "./remote.js";

/**
 * Finds out with two requests whether there is a server of this API that takes the token; what it
 * gets wrong beside that is for the cases to say.
 *
 * @returns the answer to a list, if there is one.
 * @throws Failure with what to do about it.
 */
export async function checkTarget(
  { list, read: readOne }: Remote,
  target: Target,
): Promise<HttpResponse | undefined> {
  const listed = list && (await reach(list, target));
  if (listed && listed.status < 300 && isJson(listed)) return listed;
  const read = await reach(() => readOne(unknownSlug), target);
  const first = listed ?? read;
  const say = (response: HttpResponse) => describe(response, target);
  if (isRefusal(first) && isRefusal(read)) {
    throw new Failure(
      `${target.baseUrl} refuses the token in OPENPIPE_API_KEY: ${say(first)}\nCheck the key, and that it belongs to this server.`,
    );
  }
  // A server of this API that only lists wrongly still reads, or knows what is not there; one that
  // finds neither the list nor the model has them under another path, and so does one that redirects.
  const reads = read.status < 300 ? isJson(read) : read.status >= 400 && isDocumentedError(read);
  if (reads && listed?.status !== 404) return listed;
  throw new Failure(
    first.status >= 500
      ? `${target.baseUrl} does not work: it answers a ${listed ? "list" : "read"} with ${say(first)}\nTry again later.`
      : `${target.baseUrl} does not look like this API: it answers a ${listed ? "list" : "read"} with ${say(first)}\nCheck OPENPIPE_BASE_URL; it includes the path, as in https://api.openpipe.ai/api/v1`,
  );
}

/** Says so if creates are refused to a token that may read. */
export function checkWriter(probe: HttpResponse, target: Target): void {
  if (!isRefusal(probe)) return;
  throw new Failure(
    `${target.baseUrl} takes the token in OPENPIPE_API_KEY for reads and refuses it for creates: ${describe(probe, target)}\nIs it the project's read-only key? The read/write key is needed.`,
  );
}

async function reach(request: () => Promise<HttpResponse>, target: Target): Promise<HttpResponse> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof TargetDown) throw new Failure(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Failure(
      `${target.baseUrl} gave no usable answer: ${reason(code, message)}. Is the server running, and OPENPIPE_BASE_URL right?`,
    );
  }
}

function reason(code: string | undefined, message: string): string {
  return code?.startsWith("HPE_") ? "it does not speak HTTP" : (code ?? message);
}

function isRefusal({ status }: HttpResponse): boolean {
  return status === 401 || status === 403;
}

function isJson({ body }: HttpResponse): boolean {
  return readJson(body) !== undefined;
}

function isDocumentedError({ body }: HttpResponse): boolean {
  const { message, code } = Object(readJson(body)) as Record<string, unknown>;
  return typeof message === "string" && typeof code === "string";
}

function describe({ status, headers, body }: HttpResponse, { token }: Target): string {
  const { location } = headers;
  const leads = location === undefined ? "" : `and a redirect to ${redact(location, [token])} `;
  return `${status} ${printable(leads + shorten(redact(body, [token]), 200))}`.trim();
}
