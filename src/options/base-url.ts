import { ConfigurationError } from "../errors/configuration-error.js";

/**
 * Checks a base URL.
 *
 * @param source What said it: an option or a variable, which the error names.
 * @throws ConfigurationError when it is not a URL to which a key may be sent. Does not repeat it: a
 * password may stand in it.
 */
export function checkBaseUrl(source: string, text: string, allowInsecureHttp = false): URL {
  let url: URL | undefined;
  try {
    url = new URL(text);
  } catch {}
  if (
    !url ||
    !["https:", "http:"].includes(url.protocol) ||
    // A user name, password, query or fragment.
    url.href !== url.origin + url.pathname
  ) {
    throw new ConfigurationError(
      `${source} must be an absolute https: URL without user name, password, query and fragment.`,
    );
  }
  if (url.protocol === "http:" && !allowInsecureHttp && !isLoopback(url)) {
    throw new ConfigurationError(
      `${source} must use https:. With http: the key travels readable: allowed for loopback, or with { allowInsecureHttp: true }.`,
    );
  }
  return url;
}

/** Whether the URL's host is this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return hostname === "[::1]" || /^(.+\.)?localhost$|^127(\.\d+){3}$/.test(hostname);
}
