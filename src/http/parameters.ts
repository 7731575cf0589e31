import { serializeArrayParam, serializeObjectParam } from "openapi-fetch";

/** How a parameter's value becomes text. */
export interface ParameterStyle {
  name: string;
  /** `path`, `query` or `header`. */
  in: string;
  /** The `style` of OpenAPI, or `json`. */
  style: string;
  explode: boolean;
  /** Reserved characters (`:/?[]@…`) stay as they are. */
  allowReserved?: boolean;
}

/**
 * A parameter as it stands in a URL or a header, by its `style` and `explode`; in a query with its
 * name. An empty list is sent in a path only, and an empty object stands in a query as nothing.
 *
 * @returns undefined when there is nothing to send.
 * @throws URIError for text that is not well-formed Unicode.
 */
export function serializeParameter(parameter: ParameterStyle, value: unknown): string | undefined {
  const { name, in: location, style, explode, allowReserved = false } = parameter;
  const isEmpty = Array.isArray(value) && value.length === 0;
  if (isEmpty && location !== "path" && style !== "json") return undefined;
  if (location === "header") return headerText(value, parameter);
  const key = encodeURIComponent(name);
  const encode = allowReserved ? encodeUnreserved : encodeURIComponent;
  if (typeof value === "object" && value !== null && style !== "json") {
    const how = { style: style as "form", explode, allowReserved: true };
    if (!Array.isArray(value)) return serializeObjectParam(key, encodeAll(value, encode), how);
    const items = value.map((item) => encode(text(item)));
    return serializeArrayParam(key, items, how);
  }
  const encoded = encode(style === "json" ? JSON.stringify(value) : text(value));
  if (location === "query") return `${key}=${encoded}`;
  const prefix = { label: ".", matrix: `;${key}=` }[style] ?? "";
  return prefix + encoded;
}

function headerText(value: unknown, { style, explode }: ParameterStyle): string {
  if (style === "json") return JSON.stringify(value);
  if (typeof value !== "object" || value === null) return text(value);
  if (Array.isArray(value)) return value.map(text).join();
  const pairs = Object.entries(value).map(
    ([key, item]) => `${key}${explode ? "=" : ","}${text(item)}`,
  );
  return pairs.join();
}

/** Keeps reserved characters, but for those that end a value or the query, or mean a space. */
function encodeUnreserved(text: string): string {
  return encodeURI(text).replaceAll(/[#&+]/g, encodeURIComponent);
}

function encodeAll(value: object, encode: (text: string) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [encode(key), encode(text(item))]),
  );
}

function text(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
