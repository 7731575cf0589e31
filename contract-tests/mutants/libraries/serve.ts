import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** What stands before a server: answers a request itself or calls `next`. */
export type Front = (...request: [...Parameters<RequestListener>, next: () => void]) => void;

/** Serves it on 127.0.0.1, behind what stands before it. */
export async function serve(
  listener: RequestListener,
  front: Front = (_request, _response, next) => next(),
) {
  const server = createServer((request, response) =>
    front(request, response, () => listener(request, response)),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
