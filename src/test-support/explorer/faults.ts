/** How an exchange goes wrong: what the client gets instead of the server's answer. */
export interface Fault {
  name: string;
  /** Who says with it that a create was not done. */
  refuses?: "a gateway" | "the API" | undefined;
  /** @param success The body that a success would have. */
  answer(success: string, signal: AbortSignal): Response | Promise<Response>;
}

export const neverSent: Fault = {
  name: "connection refused",
  answer: () => Promise.reject(fetchFailed("ECONNREFUSED")),
};

export const otherModel: Fault = {
  name: "200 with another id",
  answer: (success) => json(200, success.replace(/"id":"[^"]*"/, '"id":"another-model"')),
};

/** How the API says that there is no such model. */
export const absent = fromApi(404, "NOT_FOUND");

/** How it refuses a slug that is taken, by its published source. */
export const conflict = fromApi(
  500,
  "INTERNAL_SERVER_ERROR",
  "Model IDs have to be globally unique",
);

/** One of each kind of faults that matters to a look. */
const lookKinds: Fault[] = [
  { name: "reset", answer: () => Promise.reject(fetchFailed("UND_ERR_SOCKET")) },
  { name: "no answer", answer: (_, signal) => noAnswer(signal) },
  otherModel,
  redirect(307, "a gateway"),
  fromGateway(404),
  fromApi(400, "BAD_REQUEST"),
  fromApi(429, "TOO_MANY_REQUESTS"),
];

/** What matters to a create besides. */
const createKinds: Fault[] = [
  { name: "truncated JSON", answer: (success) => json(200, success.slice(0, -9)) },
  fromGateway(429),
  fromGateway(502),
  fromApi(500, "INTERNAL_SERVER_ERROR"),
];

/** Other forms of the same kinds. */
const variants: Fault[] = [
  { name: "half a body", answer: (success) => halfBody(success, "breaks off") },
  { name: "a body that stalls", answer: (success) => halfBody(success, "stalls") },
  { name: "other JSON", answer: () => json(200, '{"foo":1}') },
  { name: "empty 200", answer: () => json(200, "") },
  redirect(302),
  ...[403, 409, 413, 503, 504].map(fromGateway),
  fromApi(401, "UNAUTHORIZED"),
  fromApi(408, "TIMEOUT"),
  fromApi(409, "CONFLICT"),
];

/** @param isFull Whether with all forms, or with one of each kind. */
export function createFaults(isFull: boolean): Fault[] {
  return [...lookKinds, ...createKinds, neverSent, ...(isFull ? variants : [])];
}

/** The same for a look. */
export function lookFaults(isFull: boolean): Fault[] {
  return isFull ? createFaults(true) : lookKinds;
}

/** A JSON answer of this time. */
export function json(status: number, body: string, date?: number): Response {
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (date !== undefined) headers.Date = new Date(date).toUTCString();
  return new Response(body, { status, headers });
}

function fromApi(status: number, code: string, message = "No"): Fault {
  const isRefusal = status < 500 && status !== 408;
  return {
    name: `${status} of the API`,
    refuses: isRefusal ? "the API" : undefined,
    answer: () => json(status, JSON.stringify({ message, code })),
  };
}

function fromGateway(status: number): Fault {
  return {
    name: `${status} of a gateway`,
    refuses: status < 500 ? "a gateway" : undefined,
    answer: () => new Response("<h1>No</h1>", { status, headers: { "Content-Type": "text/html" } }),
  };
}

function redirect(status: number, refuses?: "a gateway"): Fault {
  const headers = { Location: "https://elsewhere.test/" };
  return {
    name: `redirect ${status}`,
    refuses,
    answer: () => new Response(null, { status, headers }),
  };
}

/** As Node's fetch fails. */
function fetchFailed(code: string): Error {
  return Object.assign(new TypeError("fetch failed"), { cause: { code } });
}

function noAnswer(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason));
  });
}

function halfBody(text: string, end: "breaks off" | "stalls"): Response {
  const half = new TextEncoder().encode(text.slice(0, text.length / 2));
  let isSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      if (isSent && end === "stalls") return new Promise<void>(() => {});
      if (isSent) stream.error(new TypeError("terminated"));
      else stream.enqueue(half);
      isSent = true;
      return undefined;
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/json" } });
}
