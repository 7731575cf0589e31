import { isForm, isJson, isText } from "../../src/http/media-type.js";
import type { JsonSchema, Mode } from "./reduce-schema.js";
import { Unsupported } from "./unsupported.js";

/** What a media type is to the client: `other` is passed on as it is. */
export function kindOfMediaType(mediaType: string): "json" | "form" | "text" | "other" {
  if (isJson(mediaType)) return "json";
  if (isForm(mediaType)) return "form";
  return isText(mediaType) ? "text" : "other";
}

/** Whether a string stands for bytes, so that it is a file in a form. */
export function isBinary({ format, contentMediaType, contentEncoding }: JsonSchema): boolean {
  return format === "binary" || (!!contentMediaType && !contentEncoding);
}

/**
 * How the schema of a body is checked; undefined when the body is passed on unread.
 *
 * @throws Unsupported for a body that the client cannot make, so that no check is lost in silence.
 */
export function mediaTypeMode(
  mediaType: string,
  schema: JsonSchema | undefined,
  direction: "sent" | "received",
  pointer: string,
): Mode | undefined {
  const kind = kindOfMediaType(mediaType);
  if (direction === "received") return kind === "other" || kind === "form" ? undefined : "received";
  if (mediaType.includes("*"))
    throw new Unsupported(pointer, `Name the media type that is sent, instead of "${mediaType}".`);
  if (kind === "form") return "form";
  if (kind !== "other") return "sent";
  if (schema === undefined || schema.type === "string" || Object.keys(schema).length === 0)
    return undefined;
  throw new Unsupported(
    pointer,
    `The client sends "${mediaType}" as it is given (a Blob or a string) and cannot check a schema: describe it as a string, or use JSON or multipart/form-data.`,
  );
}
