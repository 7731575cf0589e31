import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { judgeDocuments } from "./verdict.js";
import { baseDocument } from "./pairs/fixture.js";

// Random schemas, a change to each, and an independent validator: a value that only one of the two
// accepts proves that silence is wrong, and which side has to be told.

type Json = any;
type Random = () => number;

/** Numbers from 0 to 1 that are the same in every run. */
function seeded(seed: number): Random {
  let state = seed * 2654435761;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T =>
  list[Math.floor(random() * list.length)]!;

/** Property names are apart by depth, so that a name is documented in one place. */
const namesAt = (depth: number) => [`a${depth}`, `b${depth}`, `c${depth}`];

function randomSchema(random: Random, depth: number): Json {
  const scalar = [
    () => ({ type: "string" }),
    () => ({ type: "string", minLength: pick(random, [1, 2]) }),
    () => ({ type: "string", maxLength: pick(random, [1, 2, 3]) }),
    () => ({ type: "string", pattern: pick(random, ["^a", "b$", ".*"]) }),
    () => ({ type: pick(random, ["number", "integer"]), minimum: pick(random, [0, 1]) }),
    () => ({ type: pick(random, ["number", "integer"]), exclusiveMaximum: pick(random, [2, 3]) }),
    () => ({ type: "number", multipleOf: pick(random, [1, 2]) }),
    () => ({ enum: pick(random, [["a", "b"], ["a"], [1, "a"], [null, "b"]]) }),
    () => ({ const: pick(random, ["a", 1, null]) }),
    () => ({ type: [pick(random, ["string", "number"]), "null"] }),
    () => ({ type: "boolean" }),
    () => ({ not: { const: pick(random, ["a", 1]) } }),
    () => pick(random, [true, {}, { maxLength: 2 }, { minimum: 1 }]),
  ];
  if (depth >= 3) return pick(random, scalar)();
  const below = () => randomSchema(random, depth + 1);
  const object = () => {
    const names = namesAt(depth).filter(() => random() < 0.6);
    const schema: Json = { properties: Object.fromEntries(names.map((name) => [name, below()])) };
    if (random() < 0.7) schema.type = "object";
    if (random() < 0.5) schema.required = namesAt(depth).filter(() => random() < 0.4);
    if (random() < 0.3) schema.additionalProperties = pick(random, [false, { type: "string" }]);
    if (random() < 0.2) schema.minProperties = 1;
    if (random() < 0.1)
      schema.dependentRequired = { [names[0] ?? "z"]: [pick(random, namesAt(depth))] };
    return schema;
  };
  const list = () =>
    [1, 2, 3]
      .slice(0, pick(random, [1, 2, 2, 3]))
      .map(() => randomSchema(random, depth + (random() < 0.5 ? 1 : 0) + 0 || 1));
  const compound = [
    object,
    object,
    () => ({ type: "array", items: below(), maxItems: pick(random, [1, 2]) }),
    () => ({ anyOf: list() }),
    () => ({ oneOf: list() }),
    () => ({ allOf: list() }),
    () => ({ ...object(), [pick(random, ["anyOf", "oneOf", "allOf"])]: list() }),
    () => ({ ...(pick(random, scalar)() as object), allOf: list() }),
  ];
  return random() < 0.55 ? pick(random, compound)() : pick(random, scalar)();
}

/** Another schema: one place of the first replaced, removed, doubled or reordered. */
function mutate(random: Random, schema: Json): Json {
  const copy = structuredClone(schema);
  const places: [Json, string][] = [];
  const visit = (value: Json) => {
    if (typeof value !== "object" || value === null) return;
    for (const key of Object.keys(value)) {
      places.push([value, key]);
      visit(value[key]);
    }
  };
  visit(copy);
  const [holder, key] = places.length > 0 ? pick(random, places) : [undefined, ""];
  if (!holder || random() < 0.15) {
    return pick(random, [
      () => ({ allOf: [copy, randomSchema(random, 2)] }),
      () => ({ anyOf: [copy, randomSchema(random, 2)] }),
      () => ({ oneOf: [copy, randomSchema(random, 2)] }),
      () => ({ allOf: [copy] }),
      () => randomSchema(random, 1),
    ])();
  }
  const value = holder[key];
  if (Array.isArray(value) && random() < 0.7) {
    if (random() < 0.5) value.reverse();
    else if (random() < 0.5 && value.length > 1) value.pop();
    else if (["anyOf", "oneOf", "allOf"].includes(key)) value.push(randomSchema(random, 2));
    else if (value.length > 0) value.push(value[0]);
  } else if (typeof value === "number") holder[key] = value + pick(random, [-1, 1, 2]);
  else if (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    key !== "properties" &&
    key !== "dependentRequired"
  )
    holder[key] = pick(random, [
      () => randomSchema(random, 2),
      () => ({ allOf: [value] }),
      () => ({ oneOf: [value] }),
    ])();
  else if (Array.isArray(holder))
    holder.splice(Number(key), 1, ...(holder.length > 1 ? [] : [value]));
  else delete holder[key];
  return copy;
}

function randomValue(random: Random, depth: number): Json {
  const scalar = () =>
    pick(random, ["a", "b", "ab", "aab", "", "c", 0, 1, 2, 3, 4, -1, 0.5, 1.5, null, true, "abcd"]);
  if (depth >= 3 || random() < 0.45) return scalar();
  if (random() < 0.2)
    return [1, 2, 3].slice(0, pick(random, [0, 1, 2, 3])).map(() => randomValue(random, depth + 1));
  const names = [...namesAt(depth), "z"].filter(() => random() < 0.45);
  return Object.fromEntries(
    names.map((name) => [name, random() < 0.6 ? scalar() : randomValue(random, depth + 1)]),
  );
}

/** The names that a schema documents anywhere. */
function documented(schema: Json, names = new Set<string>()): Set<string> {
  if (typeof schema !== "object" || schema === null) return names;
  for (const [key, value] of Object.entries(schema)) {
    if (key === "properties") for (const name of Object.keys(value as object)) names.add(name);
    documented(value, names);
  }
  return names;
}

const namesOf = (value: Json): string[] =>
  typeof value !== "object" || value === null
    ? []
    : [
        ...(Array.isArray(value) ? [] : Object.keys(value)),
        ...Object.values(value).flatMap(namesOf),
      ];

const runs = Number(process.env.SOUND ?? 200);

it("is silent only about schemas that no value tells apart, and warns the side that a value breaks", () => {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  const wrong: string[] = [];
  for (let seed = 1; seed <= runs; seed += 1) {
    const random = seeded(seed);
    const old = randomSchema(random, 0);
    const next = mutate(random, old);
    const changes = judgeDocuments(
      { ...baseDocument(old) } as never,
      { ...baseDocument(next) } as never,
    );
    const isMajor = (side: string) =>
      changes.some((change) => change.semver === "major" && change.side === side);
    const [accepts, acceptsNow] = [ajv.compile(old), ajv.compile(next)];
    const [names, namesNow] = [documented(old), documented(next)];
    for (let count = 0; count < 300; count += 1) {
      const value = randomValue(random, 0);
      const [before, after] = [accepts(value), acceptsNow(value)];
      if (before === after) continue;
      const known = namesOf(value).every((name) => names.has(name) && namesNow.has(name));
      const side = before ? "request" : "response";
      const silent = changes.length === 0;
      if (!silent && (!known || isMajor(side))) continue;
      wrong.push(
        `${seed} ${silent ? "silent" : `no major for ${side}`}: ${JSON.stringify(old)} -> ${JSON.stringify(next)}: ${JSON.stringify(value)} was ${before}; ${changes.map((c) => `${c.semver} ${c.side} ${c.rule}`).join(", ")}`,
      );
      break;
    }
  }
  expect(wrong).toEqual([]);
});
