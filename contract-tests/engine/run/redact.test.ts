import { expect, it } from "vitest";
import { redactor } from "./redact.js";

it.each([
  ["opk_0123456789abcdef", "xopk_0123456789abcdefx", "x$OPENPIPE_API_KEYx"],
  [
    "key",
    "Bearer key, monkey, key-2, key",
    "Bearer $OPENPIPE_API_KEY, monkey, key-2, $OPENPIPE_API_KEY",
  ],
  ["a.long+token$&", "a.long+token$& a-long+token", "$OPENPIPE_API_KEY a-long+token"],
  ["opk_0123456789abcdef", "Bearer opk_01234…", "Bearer $OPENPIPE_API_KEY…"],
  ["opk_0123456789abcdef", "an op…", "an op…"],
  ["", "text", "text"],
])("takes %j out of %j", (token, text, expected) => {
  expect(redactor(token)(text)).toBe(expected);
});
