import type { OpenApiDocument } from "../../scripts/lib/openapi.js";
import type { Gap } from "../run/result.js";
import { limitKeywords } from "./limits.js";
import type { Operation } from "./operation.js";
import { append, get } from "./pointer.js";
import { at, child, type JsonObject, type Located, list } from "./schema.js";

/** Keywords that hold schemas which the derivation walks. */
const single = ["items", "additionalProperties", "unevaluatedProperties", "if", "then", "else"];
const many = ["allOf", "anyOf", "oneOf"];

const understood = new Set([
  ...limitKeywords,
  ...single,
  ...many,
  "$ref",
  "type",
  "enum",
  "const",
  "properties",
  "required",
  "minProperties",
  "maxProperties",
  "dependentRequired",
  "discriminator",
  "default",
]);

/** Keywords that say nothing about validity. */
const annotations = new Set([
  "$comment",
  "$defs",
  "title",
  "description",
  "deprecated",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "contentEncoding",
  "contentMediaType",
]);

/** The keywords in a schema, and in all that it leads to, of which no cases are derived. */
export function unknownKeywords(document: OpenApiDocument, located: Located): Gap[] {
  const gaps: Gap[] = [];
  const seen = new Set<string>();
  const visit = (part: Located | undefined) => {
    if (!part || seen.has(part.pointer)) return;
    seen.add(part.pointer);
    const { schema, pointer } = part;
    for (const keyword of Object.keys(schema)) {
      if (understood.has(keyword) || annotations.has(keyword) || keyword.startsWith("x-")) continue;
      const reason = `No cases are derived from the keyword "${keyword}": teach contract-tests/derive/ to, or say the rule in other keywords.`;
      gaps.push({ pointer: append(pointer, keyword), reason });
    }
    if (typeof schema.$ref === "string") visit(at(document, schema.$ref));
    for (const keyword of single) visit(child(part, keyword));
    for (const keyword of many) {
      for (const index of list(schema[keyword]).keys()) visit(child(part, keyword, index));
    }
    for (const [name, property] of Object.entries((schema.properties as object | null) ?? {})) {
      if (property === false) {
        const reason = "No cases are derived from a property that takes nothing: leave it out.";
        gaps.push({ pointer: append(pointer, "properties", name), reason });
      }
      visit(child(part, "properties", name));
    }
  };
  visit(located);
  return gaps;
}

/** What an operation asks for that the cases cannot give: other security than a bearer token, no JSON. */
export function unsupportedByCases(document: OpenApiDocument, operation: Operation): Gap[] {
  const gaps: Gap[] = [];
  const schemes = Object.entries(
    (document.components as JsonObject | undefined)?.securitySchemes ?? {},
  );
  for (const [name, scheme] of operation.secured ? schemes : []) {
    const { type, scheme: http } = scheme as { type?: string; scheme?: string };
    if (type === "http" && http?.toLowerCase() === "bearer") continue;
    const pointer = append("#/components/securitySchemes", name);
    gaps.push({ pointer, reason: "The cases know bearer tokens only." });
  }
  const { requestBody } = operation.operation;
  if (requestBody && !operation.body) {
    const pointer = append(operation.pointer, "requestBody");
    gaps.push({ pointer, reason: "No cases are derived from a body that is not JSON." });
  }
  if (operation.body && get(document, operation.body.schema.pointer) === false) {
    const { pointer } = operation.body.schema;
    gaps.push({ pointer, reason: "No cases are derived from a schema that takes nothing." });
  }
  for (const pointer of operation.body?.otherContent ?? []) {
    const reason = `Cases are derived from the first JSON body only, ${operation.body?.contentType}.`;
    gaps.push({ pointer, reason });
  }
  if (!operation.statuses.some((status) => status.startsWith("2"))) {
    const pointer = append(operation.pointer, "responses");
    gaps.push({ pointer, reason: "No success is listed, so no case can say what is one." });
  }
  return gaps;
}
