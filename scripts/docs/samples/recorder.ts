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
      headers: {
        ...(headers.authorization && { authorization: headers.authorization }),
        ...(headers["content-type"] && { "content-type": headers["content-type"] }),
        ...(example && { prefer: `example=${example}` }),
      },
      body: body === "" ? undefined : body,
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
