import { append, get, target, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { Gap } from "../run/result.js";
import { limitKeywords } from "./limits.js";
import { isJson, type Operation, securityPointer } from "./operation.js";
import type { Place } from "./place.js";
import { annotations, at, child, type Located, list } from "./schema.js";

/** Keywords that hold schemas which the derivation walks. */
const ofOtherValues = [["items"], ["additionalProperties"], ["unevaluatedProperties"]];
const many = ["allOf", "anyOf", "oneOf"];

const understood = new Set([
  ...limitKeywords,
  ...ofOtherValues.flat(),
  ...many,
  "if",
  "then",
  "else",
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

/** The keywords in a schema, and in all that it leads to, of which no cases are derived. */
export function unknownKeywords({ context, located }: Place): Gap[] {
  return schemasUnder(context.document, located).flatMap(({ schema, pointer }) => {
    const unknown = Object.keys(schema).filter(
      (key) => !understood.has(key) && !annotations.has(key) && !key.startsWith("x-"),
    );
    const properties = Object.entries((schema.properties as object | null) ?? {});
    const impossible = properties.filter(([, property]) => property === false);
    return [
      ...unknown.map((key) => ({
        pointer: append(pointer, key),
        reason: `No cases are derived from the keyword "${key}": teach contract-tests/engine/derive/ to, or say the rule in other keywords.`,
      })),
      ...impossible.map(([name]) => ({
        pointer: append(pointer, "properties", name),
        reason: "No cases are derived from a property that takes nothing: leave it out.",
      })),
    ];
  });
}

/** A schema and all that it leads to, each once. */
function schemasUnder(document: OpenApiDocument, root: Located): Located[] {
  const found = new Map<string, Located>();
  const visit = (located: Located) => {
    if (found.has(located.pointer)) return;
    found.set(located.pointer, located);
    const inside = Object.keys((located.schema.properties as object | null) ?? {});
    ofSameValue(document, located).forEach(visit);
    for (const keys of [...ofOtherValues, ...inside.map((name) => ["properties", name])]) {
      const schema = child(located, ...keys);
      if (schema) visit(schema);
    }
  };
  visit(root);
  return [...found.values()];
}

/** The schemas in a schema that speak of the same value. */
function ofSameValue(document: OpenApiDocument, located: Located): Located[] {
  const { $ref } = located.schema;
  const keys = many.flatMap((key) => [...list(located.schema[key]).keys()].map((i) => [key, i]));
  return [
    typeof $ref === "string" ? at(document, $ref) : undefined,
    ...[["if"], ["then"], ["else"], ...keys].map((path) => child(located, ...path)),
  ].filter((schema) => schema !== undefined);
}

/** A schema that asks of a value that it fits this very schema, so that no validator gets to an end. */
function endlessSchema(document: OpenApiDocument, root: Located): Located | undefined {
  const finished = new Set<string>();
  const leadsBack = (located: Located, above: readonly string[]): boolean => {
    if (above.includes(located.pointer)) return true;
    if (finished.has(located.pointer)) return false;
    const inside = [...above, located.pointer];
    const found = ofSameValue(document, located).some((schema) => leadsBack(schema, inside));
    finished.add(located.pointer);
    return found;
  };
  return schemasUnder(document, root).find((schema) => leadsBack(schema, []));
}

/**
 * Why no request of an operation can be made that is right in every way, if so: then it has no cases,
 * because none of them would say anything.
 */
export function whyUncallable(
  document: OpenApiDocument,
  operation: Operation,
  parameters: readonly unknown[],
): Gap | undefined {
  const { pointer, credential, pathTexts, statuses, requestBody } = operation;
  if (!credential.known) {
    const reason = "The cases know bearer tokens and keys in a header only.";
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
  const schemas = operation.parameterPointers.map((each) => at(document, append(each, "schema")));
  for (const schema of [operation.body?.schema, ...schemas]) {
    const endless = schema && endlessSchema(document, schema);
    if (!endless) continue;
    const reason = "The schema asks for itself at the same place, so no validator gets to its end.";
    return { pointer: endless.pointer, reason };
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
    .map((status) => append(target(document, append(pointer, "responses", status)), "content"))
    .flatMap((content) =>
      Object.keys((get(document, content) ?? {}) as object)
        .filter((mediaType) => !isJson(mediaType))
        .map((mediaType) => ({
          pointer: append(content, mediaType),
          reason: "Of an answer that is not JSON, only the status and the media type are checked.",
        })),
    );
}
