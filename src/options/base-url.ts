import { ConfigurationError } from "../errors/configuration-error.js";

/**
 * Checks a base URL and takes the trailing slashes off.
 *
 * @throws ConfigurationError when it is not a URL to which a key may be sent.
 */
export function checkBaseUrl(text: string, allowInsecureHttp = false): URL {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ConfigurationError(
      "baseUrl is not an absolute URL, such as https://api.openpipe.ai/api/v1.",
    );
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new ConfigurationError(
      "baseUrl must have no user name, password, query or fragment. Pass the key as apiKey.",
    );
  }
  if (
    url.protocol === "http:" ? !allowInsecureHttp && !isLoopback(url) : url.protocol !== "https:"
  ) {
    throw new ConfigurationError(
      `baseUrl must use https:, not ${url.protocol} Only a loopback address may use http:, or any with { allowInsecureHttp: true }, which sends the key readable.`,
    );
  }
  return url;
}

/** Whether the URL's host is this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
