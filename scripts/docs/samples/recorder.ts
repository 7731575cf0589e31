import { type Served, serveFetch } from "../../lib/serve.js";

/** A request as it came over the wire. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * A server that notes each request and passes it on to `target`, asking the mock there for the
 * example answer of the given name.
 */
export async function startRecorder(
  target: string,
  example: string | undefined,
): Promise<Served & { requests: RecordedRequest[] }> {
  const requests: RecordedRequest[] = [];
  const served = await serveFetch(async (request) => {
    const { method, url } = request;
    const path = url.slice(new URL(url).origin.length);
    const body = await request.text();
    requests.push({ method, path, headers: Object.fromEntries(request.headers), body });
    return fetch(target + path, {
      method,
      headers: passedOn(request.headers, example),
      body: body === "" ? null : body,
    }).then(withoutEncoding);
  });
  return { ...served, requests };
}

/** The headers of a request without those of its connection, and with a wish for an example. */
function passedOn(headers: Headers, example: string | undefined): Headers {
  const passed = new Headers(headers);
  for (const name of ["host", "connection", "content-length", "transfer-encoding", "expect"]) {
    passed.delete(name);
  }
  if (example) passed.set("prefer", `example=${example}`);
  return passed;
}

/** `fetch` has unpacked the body. */
function withoutEncoding({ body, status, headers }: Response): Response {
  const contentType = headers.get("content-type") ?? "text/plain";
  return new Response(body, { status, headers: { "content-type": contentType } });
}
