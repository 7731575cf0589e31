import { Failure } from "../../lib/failure.js";

export interface DownloadLimits {
  /** Milliseconds for everything, the body included. Default: 30 000. */
  timeout?: number;
  /** Bytes of the body. Default: 10 MiB. */
  maxBytes?: number;
}

/** Where a URL leads, without what may be secret in it. */
export function showUrl(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

/**
 * Downloads a text, bounded in time and size.
 *
 * @throws Failure on network errors, timeouts, non-2xx answers and oversized bodies.
 */
export async function download(
  url: string,
  { timeout = 30_000, maxBytes = 10 * 1024 * 1024 }: DownloadLimits = {},
): Promise<string> {
  if (!URL.canParse(url)) throw new Failure(`${url.split("?")[0]} is not a URL.`);
  const target = new URL(url);
  if (target.username || target.password) {
    throw new Failure(`${showUrl(url)}: leave user name and password out of the URL.`);
  }
  const name = showUrl(url);
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(target, {
      signal,
      headers: { accept: "application/json, application/yaml, */*" },
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Failure(`${name} answered ${response.status} ${response.statusText}.`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw new Failure(`${name} is larger than ${maxBytes} bytes.`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString("utf8");
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure(`${name} did not answer in full within ${timeout} ms.`);
    const { message, cause } = error as Error;
    throw new Failure(`${name} cannot be reached: ${(cause as Error)?.message || message}`);
  }
}
