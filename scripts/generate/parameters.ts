import type { LocatedOperation, OpenApiDocument, ParameterObject } from "../lib/document/index.js";
import { kindOfMediaType } from "./media-types.js";
import type { JsonSchema } from "./reduce-schema.js";
import { membersOf, shapeOf } from "./shape.js";
import { Unsupported } from "./unsupported.js";
import type { SchemaWriter } from "./validators.js";

/** A parameter with the place where it stands. */
type Located = ParameterObject & { pointer: string };

// What OpenAPI leaves to the operation's media types and security.
const ignoredHeaders = new Set(["accept", "content-type", "authorization"]);

/**
 * The parameters of an operation, those of the path first and in its order.
 *
 * @throws Unsupported for a path parameter that is not described, and for cookies.
 */
export function pathParametersOf({ path, parameters, pointer }: LocatedOperation): Located[] {
  const inPath = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => {
    const found = parameters.find((each) => each.in === "path" && each.name === name);
    if (found) return found;
    throw new Unsupported(pointer, `The path parameter "${name}" of ${path} is not described.`);
  });
  const others = parameters.filter(({ in: place, name }) => {
    return place !== "path" && !(place === "header" && ignoredHeaders.has(name.toLowerCase()));
  });
  const [cookie] = others.filter((each) => !["query", "header"].includes(each.in));
  if (cookie) {
    throw new Unsupported(
      cookie.pointer,
      `The client sends no ${cookie.in} parameters, such as "${cookie.name}". Use the query or a header.`,
    );
  }
  return [inPath, others].flat();
}

/** The parameters of a row, as TypeScript. */
export function renderParameters(parameters: Located[], schemas: SchemaWriter): string {
  const rows = parameters.map((parameter) => {
    const { name, in: place, required = false, allowReserved, pointer } = parameter;
    const { style, explode, schema, at } = styleOf(parameter);
    if (style !== "json") checkMembers(schemas.document, parameter);
    const fields = [
      `name: ${JSON.stringify(name)}`,
      `in: ${JSON.stringify(place)}`,
      `required: ${required || place === "path"}`,
      `style: ${JSON.stringify(style)}`,
      `explode: ${explode}`,
    ];
    if (allowReserved) fields.push("allowReserved: true");
    fields.push(`schema: ${schemas.write(schema, "sent", pointer + at)}`);
    return `{ ${fields.join(", ")} }`;
  });
  return `[${rows.join(", ")}]`;
}

/** OpenAPI says how lists and objects are written, but not what is in them other than text. */
function checkMembers(document: OpenApiDocument, { name, schema, pointer }: Located): void {
  for (const [place, member] of membersOf(document, schema)) {
    if (!["array", "object"].includes(shapeOf(document, member) ?? "")) continue;
    throw new Unsupported(
      `${pointer}/schema`,
      `The parameter "${name}" has a list or an object at ${place}, which no style can write. Describe it by \`content: application/json\` instead of \`schema\`.`,
    );
  }
}

const styles: Record<string, string[]> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
};

function styleOf({ name, in: place, content, pointer, ...parameter }: Located) {
  if (content) {
    const [[mediaType, { schema }] = ["", {}]] = Object.entries(content);
    if (kindOfMediaType(mediaType!) === "json") {
      return { style: "json", explode: false, schema, at: `/content/${mediaType}/schema` };
    }
    throw new Unsupported(
      `${pointer}/content`,
      `The parameter "${name}" can be JSON or have a schema, but not be "${mediaType}".`,
    );
  }
  const style = parameter.style ?? styles[place]![0]!;
  if (!styles[place]!.includes(style)) {
    throw new Unsupported(
      `${pointer}/style`,
      `There is no style "${style}" for a parameter in ${place}: use ${styles[place]!.join(", ")}.`,
    );
  }
  const explode = parameter.explode ?? (style === "form" || style === "deepObject");
  return { style, explode, schema: parameter.schema as JsonSchema, at: "/schema" };
}
