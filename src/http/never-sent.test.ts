import { expect, it } from "vitest";
import { neverSent } from "./never-sent.js";

/** An error as `fetch` throws it. */
function failed(message: string, more: { code?: string; syscall?: string; cause?: Error } = {}) {
  return Object.assign(new TypeError(message), more);
}

it.each([
  ["Node", failed("fetch failed", { cause: failed("", { code: "ECONNREFUSED" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "ENOTFOUND" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "UND_ERR_CONNECT_TIMEOUT" }) })],
  [
    "Node",
    failed("fetch failed", { cause: failed("", { code: "EHOSTUNREACH", syscall: "connect" }) }),
  ],
  ["Node", failed("fetch failed", { cause: failed("", { code: "CERT_HAS_EXPIRED" }) })],
  [
    "Node",
    failed("fetch failed", { cause: failed("", { code: "EOTHER", syscall: "getaddrinfo" }) }),
  ],
  ["Node", failed("fetch failed", { cause: failed("bad port") })],
  ["Bun", failed("ECONNREFUSED: Unable to connect.", { code: "ECONNREFUSED" })],
  ["Bun", failed("Unable to connect.", { code: "ConnectionRefused" })],
  [
    "Deno",
    failed("fetch failed", {
      cause: failed(
        "error sending request for url (http://a/): client error (Connect): tcp connect error",
      ),
    }),
  ],
  ["Deno", failed("Fetch failed: Requests to port 1 are blocked")],
  [
    "a proxy, Node",
    failed("fetch failed", {
      cause: failed("Request was cancelled.", {
        cause: failed("Proxy response (407) !== 200 when HTTP Tunneling", {
          code: "UND_ERR_ABORTED",
        }),
      }),
    }),
  ],
  ["a proxy, Bun", failed("Proxy refused to open a tunnel: 407 No", { code: "ERR_PROXY_TUNNEL" })],
  [
    "a proxy, Deno",
    failed("fetch failed", {
      cause: failed(
        "error sending request for url (https://a/): client error (Connect): unsuccessful tunnel",
      ),
    }),
  ],
])("knows what was certainly not sent: %s: %o", (_, error) => {
  expect(neverSent(error)).toBe(true);
});

it.each([
  [
    "Node",
    failed("fetch failed", { cause: failed("other side closed", { code: "UND_ERR_SOCKET" }) }),
  ],
  ["Node", failed("fetch failed", { cause: failed("", { code: "ECONNRESET", syscall: "read" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "EPIPE", syscall: "write" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "ETIMEDOUT", syscall: "read" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "UND_ERR_HEADERS_TIMEOUT" }) })],
  ["Node", failed("fetch failed", { cause: failed("", { code: "ERR_SSL_WRONG_VERSION_NUMBER" }) })],
  ["Node", failed("terminated", { cause: failed("", { code: "UND_ERR_BODY_TIMEOUT" }) })],
  ["Bun", failed("The socket connection was closed unexpectedly.", { code: "ECONNRESET" })],
  [
    "Deno",
    failed("fetch failed", {
      cause: failed(
        "error sending request for url (http://a/): client error (SendRequest): connection error",
      ),
    }),
  ],
  ["Node", failed("Request was cancelled.", { code: "UND_ERR_ABORTED" })],
  ["anything", failed("it is no ECONNREFUSED")],
  ["anything", failed("a bad port was asked for")],
  ["anything", failed("the bad port")],
  ["anything", failed("bad port of call")],
  ["anything", failed("No Proxy response (407) !== 200 when HTTP Tunneling")],
  ["anything", failed("Proxy response (407) !== 200 when HTTP Tunneling began")],
  ["anything", null],
  ["anything", cyclic()],
  ["anything", "ECONNREFUSED"],
  ["anything", undefined],
])("errs to doubt: %s: %o", (_, error) => {
  expect(neverSent(error)).toBe(false);
});

/** A failure that is its own cause. */
function cyclic() {
  const error = failed("fetch failed");
  return Object.assign(error, { cause: error });
}
