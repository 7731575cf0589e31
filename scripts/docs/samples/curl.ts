import type { SampleRequest } from "./samples.js";

/** A curl command; the token comes from the environment, as in every other sample. */
export function curlSample(
  { method, path, pathParameters, body }: SampleRequest,
  server: string,
): string {
  const target = path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(pathParameters[name] ?? name),
  );
  const lines = [`curl ${quote(server + target)}`];
  if (method !== "GET") lines.push(`--request ${method}`);
  lines.push('--header "Authorization: Bearer $OPENPIPE_API_KEY"');
  if (body !== undefined) {
    lines.push(
      '--header "Content-Type: application/json"',
      `--data ${quote(JSON.stringify(body, null, 2))}`,
    );
  }
  return lines.join(" \\\n  ");
}

/** A word that a POSIX shell passes on unchanged. */
function quote(text: string): string {
  return /^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
