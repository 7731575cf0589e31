// By the name that Node (and undici), Bun or Deno give the failure. Anything else may have happened
// after the request was on its way, so it counts as "may have reached the server".
const names =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT|ConnectionRefused|ERR_PROXY_TUNNEL|CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED|UNABLE_TO_|bad port$|Fetch failed: Requests to port )|client error \(Connect\)/;

interface Failure {
  code?: unknown;
  syscall?: unknown;
  message?: unknown;
  cause?: unknown;
}

// A proxy that refuses to connect; its code says no more than that the request was cancelled.
const refusedByProxy = /^Proxy response .* when HTTP Tunneling$/;

/**
 * Whether a failed `fetch` certainly sent no request: refused, also by a proxy, no such host, no trust,
 * a forbidden port.
 */
export function neverSent(error: unknown, depth = 0): boolean {
  if (typeof error !== "object" || error === null || depth > 4) return false;
  const { code, syscall, message, cause } = error as Failure;
  return (
    names.test(String(code ?? message)) ||
    refusedByProxy.test(String(message)) ||
    syscall === "connect" ||
    syscall === "getaddrinfo" ||
    neverSent(cause, depth + 1)
  );
}
