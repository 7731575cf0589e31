import { isJson } from "../../../src/http/media-type.js";
import { capitalized, formFields, textOf, writtenOut } from "./request-text.js";
import type { SampleRequest } from "./requests.js";

/**
 * A Python program that needs nothing but the standard library; undefined where that cannot send
 * the request.
 */
export function pythonSample(request: SampleRequest, server: string): string | undefined {
  const { mediaType, method, answersText } = request;
  if (mediaType === "multipart/form-data") return undefined;
  const isForm = mediaType === "application/x-www-form-urlencoded";
  const { url, headers } = writtenOut(request, server);
  const imports = ["import urllib.request"];
  if (request.keys.length > 0) imports.unshift("import os");
  if (!answersText || (mediaType && isJson(mediaType))) imports.unshift("import json");
  if (isForm) imports.splice(-1, 0, "import urllib.parse");
  const fields = Object.entries({ ...headers, ...(mediaType && { "Content-Type": mediaType }) });
  return [
    ...imports,
    "",
    ...bodyLines(request),
    "request = urllib.request.Request(",
    `    ${literal(url)},`,
    `    method=${literal(method)},`,
    "    headers={",
    ...keyLines(request),
    ...fields.map(([name, value]) => `        ${literal(name)}: ${literal(value)},`),
    "    },",
    ...(mediaType === undefined ? [] : ["    data=body,"]),
    ")",
    "with urllib.request.urlopen(request) as response:",
    answersText ? "    print(response.read().decode())" : "    print(json.load(response))",
  ].join("\n");
}

function keyLines({ keys }: SampleRequest): string[] {
  return keys.map(({ header, prefix }) => {
    const value = `f"${prefix}{os.environ['OPENPIPE_API_KEY']}"`;
    return `        ${literal(capitalized(header))}: ${value},`;
  });
}

function bodyLines({ mediaType, body }: SampleRequest): string[] {
  if (mediaType === undefined) return [];
  if (isJson(mediaType)) return [`body = json.dumps(${literal(body)}).encode()`];
  if (mediaType === "application/x-www-form-urlencoded") {
    const pairs = formFields(body).map(([name, value]) => `(${literal(name)}, ${literal(value)})`);
    return [`body = urllib.parse.urlencode([${pairs.join(", ")}]).encode()`];
  }
  return [`body = ${literal(textOf(body))}.encode()`];
}

/** A value as Python writes it. */
function literal(value: unknown, indent = ""): string {
  const inner = `${indent}    `;
  if (Array.isArray(value)) return enclose("[", "]", indent, listItems(value, inner));
  if (typeof value === "object" && value !== null) {
    const items = Object.entries(value).map(
      ([key, item]) => `${inner}${literal(key)}: ${literal(item, inner)},`,
    );
    return enclose("{", "}", indent, items);
  }
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return JSON.stringify(value);
}

function listItems(values: unknown[], inner: string): string[] {
  return values.map((item) => `${inner}${literal(item, inner)},`);
}

function enclose(open: string, close: string, indent: string, lines: string[]): string {
  return lines.length === 0 ? open + close : `${open}\n${lines.join("\n")}\n${indent}${close}`;
}
