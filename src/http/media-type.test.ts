import { describe, expect, it } from "vitest";
import { essence, findMediaType, isJson, isText } from "./media-type.js";

it.each([
  ["Application/JSON; charset=utf-8", "application/json"],
  [" text/plain ;x=1", "text/plain"],
  [" text/html ", "text/html"],
  [";charset=utf-8", ""],
])("%j is %j without its parameters", (contentType, plain) => {
  expect(essence(contentType)).toBe(plain);
});

it.each([
  ["application/json", true],
  ["application/vnd.acme+json; charset=utf-8", true],
  ["application/json-seq", false],
  ["application/vnd.acme+json-seq", false],
  ["x-application/json", false],
  ["text/plain", false],
])("%s is JSON: %s", (mediaType, is) => {
  expect(isJson(mediaType)).toBe(is);
});

it.each([
  ["text/plain", true],
  ["text/event-stream", false],
  ["text/event-stream-log", true],
  ["context/plain", false],
])("%s is text to read as a whole: %s", (mediaType, is) => {
  expect(isText(mediaType)).toBe(is);
});

describe("the declared media type of an answer", () => {
  it.each([
    [["text/*", "Application/JSON"], "application/json;charset=utf-8", "Application/JSON"],
    [["*/*", "text/*"], "text/plain", "text/*"],
    [["*/*", "text/*"], "image/png", "*/*"],
    [
      ["text/plain; version=1", "text/plain; version=2"],
      "text/plain; version=2",
      "text/plain; version=2",
    ],
    [["text/*"], "image/png", undefined],
  ])("of %j, for %s: %s", (declared, actual, found) => {
    expect(findMediaType(declared, actual)).toBe(found);
  });
});
