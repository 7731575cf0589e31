import type { SampleRequest } from "./requests.js";

/** What curl and Python need: the URL and the headers, written out. */
export function writtenOut(request: SampleRequest, server: string) {
  const pairs: string[] = [];
  const headers: Record<string, string> = {};
  let path = request.path;
  for (const { name, in: place, value, explode } of request.parameters) {
    if (place === "path") path = path.replace(`{${name}}`, encode(textOf(value)));
    else if (place === "header") headers[name] = textOf(value);
    else if (Array.isArray(value) && explode) {
      for (const item of value) pairs.push(`${encode(name)}=${encode(textOf(item))}`);
    } else pairs.push(`${encode(name)}=${[value].flat().map(textOf).map(encode).join(",")}`);
  }
  return { url: server + path + (pairs.length > 0 ? `?${pairs.join("&")}` : ""), headers };
}

/** The fields of a form: lists as repeated fields, objects as JSON. */
export function formFields(body: unknown): [string, string][] {
  return Object.entries(Object(body) as object).flatMap(([name, value]) =>
    [value].flat().map((item): [string, string] => [name, textOf(item)]),
  );
}

export function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function encode(text: string): string {
  return encodeURIComponent(text);
}

/** `x-api-key` → `X-Api-Key`, as people write it. */
export function capitalized(header: string): string {
  return header.replaceAll(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}
