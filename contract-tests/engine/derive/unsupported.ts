import type { OpenApiDocument } from "../../../scripts/lib/openapi.js";
import type { Gap } from "../run/result.js";
import { limitKeywords } from "./limits.js";
import { isJson, type Operation, securityPointer } from "./operation.js";
import type { Place } from "./place.js";
import { append, follow, get } from "./pointer.js";
import { at, child, type Located, list } from "./schema.js";

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
  // One that may not be sent is left out of requests altogether.
  "readOnly",
  "writeOnly",
  "example",
  "examples",
  "externalDocs",
  "xml",
  "contentEncoding",
  "contentMediaType",
]);

/** The keywords in a schema, and in all that it leads to, of which no cases are derived. */
export function unknownKeywords({ context, located }: Place): Gap[] {
  const gaps: Gap[] = [];
  const seen = new Set<string>();
  const visit = (part: Located | undefined) => {
    if (!part || seen.has(part.pointer)) return;
    seen.add(part.pointer);
    const { schema, pointer } = part;
    for (const keyword of Object.keys(schema)) {
      if (understood.has(keyword) || annotations.has(keyword) || keyword.startsWith("x-")) continue;
      const reason = `No cases are derived from the keyword "${keyword}": teach contract-tests/engine/derive/ to, or say the rule in other keywords.`;
      gaps.push({ pointer: append(pointer, keyword), reason });
    }
    if (typeof schema.$ref === "string") visit(at(context.document, schema.$ref));
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

/**
 * Why no request of an operation can be made that is right in every way, if so: then it has no cases,
 * because none of them would say anything.
 */
export function whyUncallable(
  operation: Operation,
  parameters: readonly unknown[],
): Gap | undefined {
  const { pointer, credential, pathTexts, statuses, requestBody } = operation;
  if (!credential.known) {
    const reason = "The cases know one credential at a time: a bearer token, or a key in a header.";
    return { pointer: securityPointer(operation), reason };
  }
  if (!statuses.some((status) => status.startsWith("2"))) {
    const reason = "No success is listed, so no case can say what is one.";
    return { pointer: append(pointer, "responses"), reason };
  }
  if (requestBody?.required && !operation.body) {
    const reason = "No cases are derived from a body that is not JSON with a schema.";
    return { pointer: append(pointer, "requestBody"), reason };
  }
  const index = operation.parameters.findIndex(({ in: where, name, required }, position) =>
    where === "path"
      ? pathTexts[name]?.existing === undefined
      : required && parameters[position] === undefined,
  );
  if (index === -1) return undefined;
  const reason = "No value could be made for this parameter, which every request needs.";
  return { pointer: operation.parameterPointers[index]!, reason };
}

/** Parts of an operation of which no cases are derived. */
export function unsupportedByCases(operation: Operation, document: OpenApiDocument): Gap[] {
  const gaps: Gap[] = [];
  if (operation.requestBody && !operation.requestBody.required && !operation.body) {
    const pointer = append(operation.pointer, "requestBody");
    gaps.push({
      pointer,
      reason: "No cases are derived from a body that is not JSON with a schema.",
    });
  }
  if (operation.credential.others) {
    const reason = "Of several credentials, the cases send the first that they know.";
    gaps.push({ pointer: securityPointer(operation), reason });
  }
  gaps.push(...otherAnswers(operation, document));
  if (operation.body && get(document, operation.body.schema.pointer) === false) {
    const { pointer } = operation.body.schema;
    gaps.push({ pointer, reason: "No cases are derived from a schema that takes nothing." });
  }
  for (const pointer of operation.body?.otherContent ?? []) {
    const reason = `Cases are derived from the first JSON body only, ${operation.body?.contentType}.`;
    gaps.push({ pointer, reason });
  }
  return gaps;
}

/** Success that is no JSON: of its body no more than the media type is looked at. */
function otherAnswers({ pointer, statuses }: Operation, document: OpenApiDocument): Gap[] {
  return statuses
    .filter((status) => status.startsWith("2"))
    .map((status) => append(follow(document, append(pointer, "responses", status)), "content"))
    .flatMap((content) =>
      Object.keys((get(document, content) ?? {}) as object)
        .filter((mediaType) => !isJson(mediaType))
        .map((mediaType) => ({
          pointer: append(content, mediaType),
          reason: "Of an answer that is not JSON, only the status and the media type are checked.",
        })),
    );
}
