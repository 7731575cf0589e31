/** `Application/JSON; charset=utf-8` → `application/json`. */
export function essence(contentType: string): string {
  const end = contentType.indexOf(";");
  return (end < 0 ? contentType : contentType.slice(0, end)).trim().toLowerCase();
}

/** JSON of any name: `application/json`, `application/vnd.acme+json; charset=utf-8`. */
export function isJson(mediaType: string): boolean {
  return /^application\/json$|\+json$/.test(essence(mediaType));
}

/** A form, in parts or in a URL's own way. */
export function isForm(mediaType: string): boolean {
  return ["multipart/form-data", "application/x-www-form-urlencoded"].includes(essence(mediaType));
}

/** Text that is read as a whole, unlike a stream of events. */
export function isText(mediaType: string): boolean {
  return /^text\/(?!event-stream$)/.test(essence(mediaType));
}

/** The one of several declared media types (`text/*` too) that an actual one is. */
export function findMediaType(declared: string[], actual: string): string | undefined {
  if (declared.includes(actual)) return actual;
  const wanted = essence(actual);
  const ranges = [wanted, `${wanted.split("/", 1)[0]}/*`, "*/*"];
  return ranges
    .map((range) => declared.find((mediaType) => essence(mediaType) === range))
    .find((mediaType) => mediaType !== undefined);
}
