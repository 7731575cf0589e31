import { isJson } from "../../../src/http/media-type.js";
import { capitalized, formFields, textOf, writtenOut } from "./request-text.js";
import type { SampleRequest } from "./requests.js";

/** A curl command; the token comes from the environment, as in every other sample. */
export function curlSample(request: SampleRequest, server: string): string {
  const { url, headers } = writtenOut(request, server);
  const lines = [`curl ${quote(url)}`];
  if (request.method !== "GET") lines.push(`--request ${request.method}`);
  for (const { header, prefix } of request.keys) {
    lines.push(`--header "${capitalized(header)}: ${prefix}$OPENPIPE_API_KEY"`);
  }
  for (const [name, value] of Object.entries(headers)) {
    lines.push(`--header ${quote(`${name}: ${value}`)}`);
  }
  lines.push(...bodyLines(request));
  return lines.join(" \\\n  ");
}

function bodyLines({ mediaType, body, files }: SampleRequest): string[] {
  if (mediaType === undefined) return [];
  if (mediaType === "multipart/form-data") {
    return formFields(body).map(([name, value]) =>
      files.includes(name)
        ? `--form ${quote(`${name}=${value};filename=${name};type=application/octet-stream`)}`
        : `--form-string ${quote(`${name}=${value}`)}`,
    );
  }
  if (mediaType === "application/x-www-form-urlencoded") {
    return formFields(body).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`);
  }
  const data = isJson(mediaType) ? JSON.stringify(body, null, 2) : textOf(body);
  return [`--header "Content-Type: ${mediaType}"`, `--data-raw ${quote(data)}`];
}

/** A word that a POSIX shell passes on unchanged. */
function quote(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
