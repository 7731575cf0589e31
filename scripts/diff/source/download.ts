import {
  decodeText,
  maxBytes as largest,
  showSource,
  showText,
  tooLarge,
} from "../../lib/document/index.js";
import { Failure } from "../../lib/failure.js";

export interface DownloadLimits {
  /** Milliseconds for everything, the body included. Default: 30 000. */
  timeout?: number;
  /** Bytes of the body. Default: those of the largest document. */
  maxBytes?: number;
}

/**
 * Downloads a text, bounded in time and size.
 *
 * @throws Failure on network errors, timeouts, non-2xx answers, and bodies that are too large or no text.
 */
export async function download(
  url: string,
  { timeout = 30_000, maxBytes = largest }: DownloadLimits = {},
): Promise<string> {
  const name = showSource(url);
  if (!URL.canParse(url)) throw new Failure(`${name} is not a URL.`);
  const target = new URL(url);
  if (target.username || target.password) {
    throw new Failure(`${name}: leave user name and password out of the URL.`);
  }
  const signal = AbortSignal.timeout(timeout);
  try {
    const response = await fetch(target, {
      signal,
      headers: { accept: "application/json, application/yaml, text/markdown, */*" },
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new Failure(`${name} answered ${response.status} ${showText(response.statusText)}.`);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of (response.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw new Failure(tooLarge(name, maxBytes));
      chunks.push(chunk);
    }
    return decodeText(Buffer.concat(chunks), name);
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (signal.aborted) throw new Failure(`${name} did not answer in full within ${timeout} ms.`);
    const { message, cause } = error as Error;
    const reason = (cause as Error)?.message || message;
    throw new Failure(`${name} cannot be reached: ${showText(reason)}`);
  }
}
