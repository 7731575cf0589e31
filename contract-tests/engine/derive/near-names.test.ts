import { expect, it } from "vitest";
import { bodiesOf } from "../../test-support/derived.js";

const closed = { type: "object", additionalProperties: false, required: ["userName"] };
const text = { type: "string" };

/** The bodies with a name that the object does not have, by what is said of the name. */
function namesOf(properties: object, more: object = {}) {
  const { invalid } = bodiesOf({ ...closed, properties, ...more });
  const prefix = "body / unknown property: ";
  return Object.fromEntries(
    Object.entries(invalid)
      .filter(([id]) => id.startsWith(prefix))
      .map(([id, body]) => [id.slice(prefix.length), body]),
  );
}

it("tries names that servers overlook, and those that the object has in other spellings", () => {
  const names = namesOf({ userName: text, max_size: { type: "integer" }, id: { type: "integer" } });
  const userName = "text";
  expect(names).toEqual({
    constructor: { userName, constructor: "text" },
    ["__proto__"]: { userName, ["__proto__"]: "text" },
    toString: { userName, toString: "text" },
    null: { userName, unknown_null: null },
    "an empty name": { userName, "": "text" },
    _private: { userName, _private: "text" },
    $where: { userName, $where: "text" },
    status: { userName, status: "text" },
    created: { userName, created: "text" },
    'max_size as "MAX_SIZE"': { userName, MAX_SIZE: 1 },
    'max_size as " max_size"': { userName, " max_size": 1 },
    'max_size as "maxSize"': { userName, maxSize: 1 },
    'max_size as "max-size"': { userName, "max-size": 1 },
  });
});

it("spells a required property otherwise where there is no other, and leaves it out itself", () => {
  const spelled = Object.entries(
    namesOf({ userName: text, USERNAME: text }, { required: ["userName", "USERNAME"] }),
  ).filter(([name]) => name.includes(" as "));
  expect(spelled).toEqual([
    ['userName as " userName"', { USERNAME: "text", " userName": "text" }],
    ['userName as "user_name"', { USERNAME: "text", user_name: "text" }],
  ]);
});

it("takes no property of the object for another one of its names", () => {
  const names = namesOf({ page: { type: "integer" }, PAGE: text }, { required: [] });
  expect(Object.keys(names)).toContain('page as " page"');
  expect(Object.keys(names)).not.toContain('page as "PAGE"');
});

it("tries the names that frameworks know at the top only", () => {
  const inner = { ...closed, properties: { userName: text } };
  const { invalid } = bodiesOf({ type: "object", properties: { inner } });
  const ids = Object.keys(invalid).filter((id) => id.startsWith("inner / unknown property: "));
  expect(ids.map((id) => id.slice(26))).toEqual([
    "constructor",
    "__proto__",
    "toString",
    "null",
    'userName as "USERNAME"',
    'userName as " userName"',
    'userName as "user_name"',
  ]);
});

it("tries none where the object is open, and no spelling where it has no property", () => {
  expect(namesOf({ userName: text }, { additionalProperties: true })).toEqual({});
  expect(Object.keys(namesOf({}, { required: [] })).filter((id) => id.includes(" as "))).toEqual(
    [],
  );
});
