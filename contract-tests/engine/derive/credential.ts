import type { OpenApiDocument, OperationObject } from "../../../scripts/lib/document/index.js";
import type { JsonObject } from "./schema.js";

/** How a request of an operation shows who sends it. */
export interface Credential {
  /** Whether the cases can send it. */
  known: boolean;
  /** The headers that take the token, each with what stands before it there. */
  headers: Record<string, string>;
  /** Whether other credentials would do as well. */
  others?: boolean;
}

/** Whether a credential is a bearer token and nothing else, or none is asked for. */
export function isBearer({ headers }: Credential): boolean {
  return Object.entries(headers).every(
    ([name, prefix]) => name === "Authorization" && prefix === "Bearer ",
  );
}

/** What an operation asks for, and whether it asks for anything at all. */
export function credentialOf(
  document: OpenApiDocument,
  operation: OperationObject,
): { secured: boolean; credential: Credential } {
  const { security = [] } = { ...document, ...operation } as { security?: JsonObject[] };
  const secured = security.length > 0 && !security.some((way) => Object.keys(way).length === 0);
  if (!secured) return { secured, credential: { known: true, headers: {} } };
  const { securitySchemes = {} } = (document.components ?? {}) as {
    securitySchemes?: Record<string, JsonObject>;
  };
  const ways = security.map((way) =>
    Object.keys(way).map((name) => headerOf(securitySchemes[name])),
  );
  const headers = ways.find((way): way is [string, string][] => !way.includes(undefined));
  const others = security.length > 1;
  return {
    secured,
    credential: {
      known: headers !== undefined,
      headers: Object.fromEntries(headers ?? []),
      others,
    },
  };
}

/** The header that a scheme puts a token into, and what before it; undefined when no case can send it. */
function headerOf(scheme: JsonObject = {}): [name: string, prefix: string] | undefined {
  const type = String(scheme.type);
  if (type === "apiKey") return scheme.in === "header" ? [String(scheme.name), ""] : undefined;
  const isHttpBearer = type === "http" && String(scheme.scheme).toLowerCase() === "bearer";
  if (isHttpBearer || type === "oauth2" || type === "openIdConnect")
    return ["Authorization", "Bearer "];
  return undefined;
}
