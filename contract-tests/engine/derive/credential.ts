import type { OpenApiDocument, OperationObject } from "../../../scripts/lib/document/index.js";
import type { JsonObject } from "./schema.js";

/** How a request of an operation shows who sends it. */
export interface Credential {
  /** Whether the cases can send it. */
  known: boolean;
  /** The header that takes the bare token; left out: `Authorization`, as a bearer token. */
  header?: string;
  /** Whether other credentials would do as well. */
  others?: boolean;
}

/** What an operation asks for, and whether it asks for anything at all. */
export function credentialOf(
  document: OpenApiDocument,
  operation: OperationObject,
): { secured: boolean; credential: Credential } {
  const { security = [] } = { ...document, ...operation } as { security?: JsonObject[] };
  const secured = security.length > 0 && !security.some((way) => Object.keys(way).length === 0);
  if (!secured) return { secured, credential: { known: true } };
  const { securitySchemes = {} } = (document.components ?? {}) as {
    securitySchemes?: Record<string, JsonObject>;
  };
  const credentials = security
    .filter((way) => Object.keys(way).length === 1)
    .map((way) => schemeCredential(securitySchemes[Object.keys(way)[0]!]));
  const credential = credentials.find(({ known }) => known) ?? { known: false };
  return { secured, credential: { ...credential, others: security.length > 1 } };
}

function schemeCredential(scheme: JsonObject = {}): Credential {
  const type = String(scheme.type);
  if (type === "apiKey") {
    return scheme.in === "header" ? { known: true, header: String(scheme.name) } : { known: false };
  }
  const isBearer = type === "http" && String(scheme.scheme).toLowerCase() === "bearer";
  return { known: isBearer || type === "oauth2" || type === "openIdConnect" };
}
