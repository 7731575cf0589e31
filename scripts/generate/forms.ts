import { essence, isJson } from "../../src/http/media-type.js";
import {
  escapeToken,
  type MediaTypeObject,
  type OpenApiDocument,
  resolve,
} from "../lib/document/index.js";
import type { JsonSchema } from "./reduce-schema.js";
import { membersOf, type Shape, shapeOf } from "./shape.js";
import { Unsupported } from "./unsupported.js";

/**
 * Checks that the client can send a form as it is described. A part has its natural form: text, a
 * part for each item of a list, JSON for an object, a file with the type that it has.
 *
 * @throws Unsupported for a part that would be sent otherwise than the document says.
 */
export function checkForm(
  document: OpenApiDocument,
  mediaType: string,
  { schema, encoding }: MediaTypeObject,
  pointer: string,
): void {
  const { properties } = resolve<JsonSchema>(document, Object(schema) as JsonSchema);
  const shapes = new Map(
    Object.entries((properties ?? {}) as JsonSchema).map(([name, part]) => {
      return [name, partShape(document, part)] as const;
    }),
  );
  if (essence(mediaType) === "application/x-www-form-urlencoded") checkFields(shapes, pointer);
  for (const [part, settings] of Object.entries((encoding ?? {}) as Record<string, Encoding>)) {
    checkEncoding(part, settings, shapes.get(part), `${pointer}/encoding/${escapeToken(part)}`);
  }
}

type Encoding = { contentType?: string };

function checkFields(shapes: Map<string, Shape | undefined>, pointer: string): void {
  for (const [name, shape] of shapes) {
    if (shape === undefined || shape === "text") continue;
    throw new Unsupported(
      `${pointer}/schema`,
      `A form in a URL has no place for the field "${name}", which is no text, number or boolean and no list of them. Use multipart/form-data or JSON.`,
    );
  }
}

function checkEncoding(
  part: string,
  { contentType, ...others }: Encoding,
  shape: Shape | undefined,
  pointer: string,
): void {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new Unsupported(
      `${pointer}/${unknown}`,
      `The client cannot encode a part by "${unknown}". Leave it out, or send the part as text, JSON or a file.`,
    );
  }
  if (contentType === undefined || isNatural(contentType, shape)) return;
  throw new Unsupported(
    `${pointer}/contentType`,
    `The client does not send "${part}" as "${contentType}": text is text/plain, an object application/json, and a file has the type of its Blob.`,
  );
}

/** The shape of a part, or of each of the parts that a list becomes. */
function partShape(document: OpenApiDocument, schema: unknown): Shape | undefined {
  const shape = shapeOf(document, schema);
  if (shape !== "array") return shape;
  const items = membersOf(document, schema).find(([place]) => place === "items");
  return items && shapeOf(document, items[1]);
}

function isNatural(contentType: string, shape: Shape | undefined): boolean {
  if (shape === "object" || shape === "array") return isJson(contentType);
  if (shape === "text") return essence(contentType) === "text/plain";
  return true;
}
