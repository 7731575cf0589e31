import { ConfigurationError } from "../errors/configuration-error.js";
import type { Config } from "../options/config.js";
import type { Outgoing } from "./exchange.js";

/**
 * A request that openapi-fetch has made and its middleware may have replaced.
 *
 * @throws ConfigurationError when it goes to a server that the key is not for.
 */
export function fromRequest(
  { baseUrl, origin }: Config,
  request: Request,
  attempts: number,
): Outgoing {
  const { method, url } = request;
  const path = url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url;
  const facts = { method, path, attempts };
  if (!url.startsWith(`${origin}/`)) {
    throw new ConfigurationError(
      `${method} ${path} was not sent: the key goes to ${origin} only. Make another client for another server.`,
      facts,
    );
  }
  return {
    facts,
    target: request,
    headers: (key) => {
      const headers = new Headers(request.headers);
      headers.set("Authorization", `Bearer ${key}`);
      return headers;
    },
  };
}
