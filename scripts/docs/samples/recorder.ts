import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it came over the wire. */
export interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

export interface Recorder {
  url: string;
  requests: RecordedRequest[];
  close(): Promise<void>;
}

/**
 * A server that notes each request and passes it on to `target`, asking the mock there for the
 * example answer of the given name.
 */
export async function startRecorder(
  target: string,
  example: string | undefined,
): Promise<Recorder> {
  const requests: RecordedRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method = "", url = "", headers } = request;
    const body = Buffer.concat(chunks).toString();
    requests.push({ method, path: url, headers, body });
    const answer = await fetch(target + url, {
      method,
      headers: passedOn(headers, example),
      body: chunks.length === 0 ? undefined : Buffer.concat(chunks),
    });
    response.writeHead(answer.status, {
      "content-type": answer.headers.get("content-type") ?? "text/plain",
    });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The headers of a request without those of its connection, and with a wish for an example. */
function passedOn(headers: RecordedRequest["headers"], example: string | undefined): Headers {
  const ofConnection = ["host", "connection", "content-length", "transfer-encoding", "expect"];
  const passed = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (!ofConnection.includes(name)) passed.set(name, String(value));
  }
  if (example) passed.set("prefer", `example=${example}`);
  return passed;
}
