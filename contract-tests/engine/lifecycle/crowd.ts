import { get } from "../../../scripts/lib/document/index.js";
import type { Spelling } from "../case.js";
import { isObject, type JsonObject } from "../derive/schema.js";
import type { Described } from "../../resources.js";
import { withNames } from "./creations.js";
import { unmistakable } from "./echo.js";
import { loneSurrogate, slugTexts } from "./slug-texts.js";
import { type Creation, createStepMaker, type Step } from "./steps.js";

/**
 * The lives of many resources at the same time, each with a slug of a special text: a slug is the text
 * that was sent, wherever it stands, or it is refused as input. They are more than any usual page of
 * a list has, and their requests have as many settings as there are.
 *
 * @param bodies valid requests, which are taken in turn.
 * @param unsure valid requests that a server may refuse, as they ask for what it may not have.
 * @param harmless a dataset that does not exist, for what can only be refused.
 */
export function deriveCrowd(
  resource: Described,
  bodies: readonly Creation[],
  unsure: readonly Creation[],
  nextSlug: () => string,
  isValid: (json: unknown) => boolean,
  harmless: string,
): Step[] {
  if (bodies.length === 0) return [];
  const make = createStepMaker(resource);
  const creations = slugTexts
    .map(([name, text], index) => {
      const body = bodies[index % bodies.length]!;
      return named(resource, body, `slug with ${name}`, { slug: `${nextSlug()}-${text}` });
    })
    .filter(({ json }) => isValid(json));
  const first = creations[0];
  if (first) {
    // It must outlive the other, whose slug it begins with.
    const slug = `${first.slug}-beside`;
    creations.push(named(resource, first, "slug that begins with another", { slug }));
  }
  const many = [
    ...withNumbers(resource, bodies, nextSlug),
    withOneSetting(resource, bodies, nextSlug),
  ];
  creations.push(...many.filter(({ json }) => isValid(json)));
  const broken = named(resource, bodies[0]!, "slug with a lone surrogate", {
    slug: `${nextSlug()}-${loneSurrogate}`,
    dataset: harmless,
  });
  const spelled = spellings.map((spelling) =>
    inSpelling(named(resource, numerous(bodies), spelling, { slug: nextSlug() }), spelling),
  );
  const beyond = inSpelling(
    named(resource, numerous(bodies), "a number beyond any double", { slug: nextSlug() }),
    "numbers beyond any double",
  );
  const asking = unsure.map((each, index) =>
    named(resource, each, `all that can be asked for, ${index + 1}`, { slug: nextSlug() }),
  );
  const twins = creations.slice(0, 1).map((each) => {
    const slug = each.slug.toLowerCase();
    return named(resource, each, "slug of another in lower case", { slug });
  });
  const all = [...creations, ...twins, ...asking, ...spelled];
  return [
    ...creations.flatMap((each) => make("createOrRefuse", each, "is created as sent, or refused")),
    ...twins.flatMap((each) => make("createOtherCase", each, "is created as sent, or taken")),
    ...make("createRefused", broken, "is refused"),
    ...make("createAnyhow", beyond, "is no server error"),
    ...asking.flatMap((each) => make("createIfThere", each, "is created, or not possible")),
    ...spelled.flatMap((each) => make("create", each, "is valid JSON, and accepted")),
    ...all.flatMap((each) => make("read", each, "is read as sent")),
    ...all.flatMap((each) => make("listed", each, "is listed as sent")),
    ...all.flatMap((each) => [
      ...make("delete", each, "is deleted as sent"),
      ...make("readGone", each, "is gone then"),
    ]),
    ...make("delete", beyond, "is deleted"),
    ...make("readGone", beyond, "is gone then"),
  ];
}

const spellings: readonly Spelling[] = ["numbers with an exponent", "numbers with a point"];

function inSpelling(creation: Creation, spelled: Spelling): Creation {
  return { ...creation, body: { ...creation.body, content: { json: creation.json, spelled } } };
}

/** Numbers that are easily kept as others, in settings that take any number. */
const numbers: readonly (readonly [name: string, values: readonly number[]])[] = [
  ["large numbers", [3_000_000_000, 4_294_967_297, 2 ** 53 - 1, 1e15]],
  ["huge numbers", [1e21, 1.5e300, 2e22, 1e45]],
  ["tiny numbers", [5e-324, 1.5e-10, 1e-45, 1e-7]],
  // The last, so that no others hide it if they come back in a later model.
  ["numbers of many digits", unmistakable],
];

function withNumbers(
  resource: Described,
  bodies: readonly Creation[],
  nextSlug: () => string,
): Creation[] {
  const body = numerous(bodies);
  return numbers.map(([name, values]) => {
    let next = 0;
    const replace = (value: unknown): unknown => {
      if (typeof value === "number") return values[next++ % values.length];
      if (Array.isArray(value)) return value.map(replace);
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, replace(each)]));
    };
    const changed = { ...body, json: replace(body.json) as JsonObject };
    return named(resource, changed, name, { slug: nextSlug() });
  });
}

/** With one setting only, so that it shows if those of others made before come back. */
function withOneSetting(
  resource: Described,
  bodies: readonly Creation[],
  nextSlug: () => string,
): Creation {
  const body = numerous(bodies);
  const json = structuredClone(body.json);
  for (const pointer of resource.settings?.request ?? []) {
    const settings = get(json, pointer);
    if (!isObject(settings)) continue;
    for (const [name] of Object.entries(settings).slice(1)) delete settings[name];
  }
  return named(resource, { ...body, json }, "one setting after many", { slug: nextSlug() });
}

/** The request with the most numbers. */
function numerous(bodies: readonly Creation[]): Creation {
  const count = ({ json }: Creation) => JSON.stringify(json).match(/:\d/g)?.length ?? 0;
  return [...bodies].sort((a, b) => count(b) - count(a))[0]!;
}

function named(
  resource: Described,
  { body, json: original }: Creation,
  name: string,
  { slug, dataset }: { slug: string; dataset?: string },
): Creation {
  const json = withNames(resource, original, slug, dataset);
  return { name, slug, json, body: { ...body, content: { json } } };
}
