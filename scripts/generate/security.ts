import {
  escapeToken,
  type LocatedOperation,
  type OpenApiDocument,
  resolve,
  type SecuritySchemeObject,
} from "../lib/document/index.js";
import { Unsupported } from "./unsupported.js";

/**
 * What a row says of keys: alternatives, each a list of schemes, as TypeScript.
 *
 * @throws Unsupported for a scheme that is no key in a header.
 */
export function renderSecurity(
  document: OpenApiDocument,
  { operation, pointer }: LocatedOperation,
): string {
  const alternatives = (operation.security ?? document.security ?? []).map((requirement) => {
    const schemes = Object.keys(requirement).map((name) => renderScheme(document, name, pointer));
    return `[${schemes.join(", ")}]`;
  });
  return `[${alternatives.join(", ")}]`;
}

/** The names of all security schemes, as a TypeScript union. */
export function renderSchemeNames({ components }: OpenApiDocument): string {
  const names = Object.keys(components?.securitySchemes ?? {});
  return names.map((name) => JSON.stringify(name)).join(" | ") || "never";
}

function renderScheme(document: OpenApiDocument, name: string, pointer: string): string {
  const { header, prefix } = howItTravels(document, name, pointer);
  return `{ name: ${JSON.stringify(name)}, header: ${JSON.stringify(header)}, prefix: ${JSON.stringify(prefix)} }`;
}

/** In which header a key of a security scheme travels, after which prefix. */
export function howItTravels(document: OpenApiDocument, name: string, pointer: string) {
  const found = document.components?.securitySchemes?.[name];
  if (!found) {
    throw new Unsupported(pointer, `The security scheme "${name}" is not among the components.`);
  }
  const scheme = resolve<SecuritySchemeObject>(document, found);
  if (scheme.type === "http" && scheme.scheme?.toLowerCase() === "bearer") {
    return { header: "authorization", prefix: "Bearer " };
  }
  if (scheme.type === "apiKey" && scheme.in === "header" && scheme.name) {
    return { header: scheme.name.toLowerCase(), prefix: "" };
  }
  throw new Unsupported(
    `/components/securitySchemes/${escapeToken(name)}`,
    `The client sends bearer tokens and API keys in a header, but cannot do "${name}" (${[scheme.type, scheme.scheme ?? scheme.in].filter(Boolean).join(", ")}).`,
  );
}
