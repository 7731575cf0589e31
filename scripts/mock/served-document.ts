import {
  get,
  listOperations,
  type MediaTypeObject,
  type OpenApiDocument,
  type ParameterObject,
  resolve,
} from "../lib/document/index.js";

/** What Prism can write: anything else it answers with 500, unless it is a text. */
const written = /^(application\/([\w.-]+\+)?(json|xml)|text\/.*)\s*(;|$)/i;

/** A copy of the document without what Prism cannot serve. */
export function servedDocument(document: OpenApiDocument): OpenApiDocument {
  const served = structuredClone(document);
  for (const { operation, parameters } of listOperations(served)) {
    for (const { pointer } of parameters) {
      const parameter = get(served, pointer) as ParameterObject;
      if (parameter.in === "path") parameter.name = plainName(parameter.name);
      takeTexts(served, parameter);
    }
    for (const response of Object.values(operation.responses ?? {})) {
      answerTexts(resolve(served, response).content ?? {});
    }
  }
  const paths = Object.entries(served.paths).map(([path, item]) => [
    path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${plainName(name)}}`),
    item,
  ]);
  return { ...served, paths: Object.fromEntries(paths) };
}

/** Prism finds no path with a parameter that has a dot or the like in its name. */
function plainName(name: string): string {
  return name.replace(/\W/g, (character) => `_${character.charCodeAt(0)}`);
}

/** Prism ends over a header that holds an array and is not sent: let it take any text there. */
function takeTexts(served: OpenApiDocument, parameter: ParameterObject): void {
  const { type } = resolve(served, parameter.schema ?? {}) as { type?: string };
  if (parameter.in === "header" && type === "array") parameter.schema = { type: "string" };
}

/** Answers of other media types (files, streams) have some text as their content. */
function answerTexts(content: Record<string, MediaTypeObject>): void {
  for (const [mediaType, media] of Object.entries(content)) {
    if (written.test(mediaType)) continue;
    const examples = Object.entries(media.examples ?? {});
    const texts = examples.filter(([, { value }]) => typeof value === "string");
    content[mediaType] = { schema: { type: "string" }, examples: Object.fromEntries(texts) };
  }
}
