import type { CaseBody } from "../case.js";
import { missingMethods, operationOf, operations } from "../derive/operation.js";
import type { TokenUse } from "../run/tokens.js";
import { type Described, slugPrefix } from "../../resources.js";
import { withNames } from "./creations.js";
import { type Creation, createStepMaker, type MakeStep, type Step } from "./steps.js";

/**
 * The life of some that are there at the same time: created → readable, listed, safe from a
 * second create and from strangers → deleted → gone, the others still there.
 *
 * @param takenDataset the dataset that a create of a taken slug names; left out: the model's own.
 */
export function deriveScenario(
  resource: Described,
  creations: readonly Creation[],
  takenDataset?: string,
): Step[] {
  const make = createStepMaker(resource);
  const last = creations.at(-1)!;
  const [first] = creations;
  return [
    ...creations.flatMap((each) => make("create", each, `create answers the new ${resource.name}`)),
    ...creations.flatMap((each) => [
      ...make("read", each, `a created ${resource.name} is readable`),
      ...make("listed", each, `a created ${resource.name} is listed`),
      ...make("readOtherCase", each, `its slug in another case names no other ${resource.name}`, {
        slug: inOtherCase(each.slug),
      }),
      ...make("readNear", each, `the beginning of its slug names no ${resource.name}`, {
        slug: beginningOf(each.slug),
      }),
      ...make("readLocked", each, `a created ${resource.name} is not readable without a token`),
    ]),
    ...(first ? [...guarded(make, first), ...lookedUp(resource, make, first)] : []),
    ...creations.flatMap((each, index) => [
      // The request of another model, so that it shows if it takes the place of this one.
      ...make("taken", each, "a taken slug is refused", {
        body: takenBody(resource, each, creations[index - 1] ?? last, takenDataset),
      }),
      ...make("read", each, "a refused create changes nothing"),
    ]),
    ...creations.flatMap((each) => [
      ...make("deleteLocked", each, `a created ${resource.name} is not deletable without a token`),
      ...make("deleteOtherCase", each, "a read and a delete take another case alike", {
        slug: inOtherCase(each.slug),
      }),
      ...make("listed", each, "a refused delete changes nothing"),
      ...make("delete", each, `delete says which ${resource.name} it deleted`),
      ...make("readGone", each, `a deleted ${resource.name} is not readable`),
      ...make("notListed", each, `a deleted ${resource.name} is not listed`),
      ...make("deleteGone", each, `a deleted ${resource.name} cannot be deleted again`),
      ...(last === each ? [] : make("listed", last, `outlives ${each.name}`)),
    ]),
  ];
}

/**
 * What only a run shows that may make more models: slugs again, at once, and of the same request.
 *
 * @param full what its slug is created with again: as unlike the first create as can be, so that it shows
 *   if that comes back.
 * @param harmless a dataset that does not exist.
 */
export function deriveAgain(
  resource: Described,
  creation: Creation,
  other: Creation,
  full: Creation,
  harmless: string,
): Step[] {
  const make = createStepMaker(resource);
  const again = { body: takenBody(resource, creation, full, undefined) };
  return [
    ...make("createTwice", creation, `two creates of a slug at once make one ${resource.name}`),
    ...make("read", creation, "and it is readable"),
    ...make("taken", creation, "the same create again is refused"),
    ...make("taken", creation, "nor for another dataset", {
      body: takenBody(resource, creation, creation, harmless),
    }),
    ...make("delete", creation, "then it is deleted"),
    ...make("readGone", creation, "and is gone"),
    ...make("createAgain", creation, `its slug made again is a new ${resource.name}`, again),
    ...make("read", creation, "and is read as such", again),
    // The shortest request for what was made by the longest.
    ...make("taken", creation, "is taken", {
      body: takenBody(resource, creation, creation, harmless),
    }),
    ...make("listed", creation, "and listed as it was"),
    ...make("delete", creation, "and deleted"),
    ...make("readGone", creation, "and gone again"),
    ...make("create", other, "a create after that"),
    ...make("notListed", creation, "brings nothing back"),
    ...make("readGone", creation, "and nothing is readable again"),
    ...make("delete", other, "and it is deleted, too"),
    ...make("readGone", other, "and is gone"),
  ];
}

const wrongTokens: TokenUse[] = ["unknown", "part", "longer", "other-case", "similar", "in-query"];

/** Whoever has no right token gets nothing of a model that exists, and changes nothing. */
function guarded(make: MakeStep, each: Creation): Step[] {
  return [
    ...wrongTokens.flatMap((token) =>
      make("readLocked", each, `is not readable with a wrong token: ${token}`, { token }),
    ),
    ...wrongTokens.flatMap((token) =>
      make("deleteLocked", each, `is not deletable with a wrong token: ${token}`, { token }),
    ),
    ...make("takenLocked", each, "is not replaced with an unknown token", { token: "unknown" }),
    ...make("takenReadOnly", each, "the read-only key may not create, whatever else is wrong"),
    ...make("readReadOnly", each, "the read-only key reads it"),
    ...make("deleteReadOnly", each, "the read-only key does not delete it"),
    ...make("read", each, "what is not authorised changes nothing"),
    ...make("listed", each, "and it is still listed"),
  ];
}

/**
 * No name but its own, and no method that the path has not, reads, changes or deletes it. All of these
 * names hold what only this run's slugs do.
 */
function lookedUp(
  { name: kind, document, read }: Described,
  make: MakeStep,
  each: Creation,
): Step[] {
  const { path } = operationOf(document, read);
  const here = operations(document).filter((operation) => operation.path === path);
  const { slug } = each;
  const near: [string, string][] = [
    ["its end", slug.slice(1)],
    ["its middle", slug.slice(1, -1)],
    ["more behind it", `${slug}-more`],
    ["a wildcard of one character", `${slug.slice(0, -1)}_`],
    ["a wildcard of SQL", `${slug.slice(0, -1)}%`],
    ["a wildcard of a file", `${slug.slice(0, -1)}*`],
    ["a pattern", `^${slug.slice(0, -1)}.$`],
    ["a space in front", ` ${slug}`],
    ["a space behind", `${slug} `],
    ["a line behind", `${slug}\n`],
    ["an accent", `${slug.slice(0, -1)}${slug.slice(-1)}\u0301`],
  ];
  return [
    ...near.flatMap(([name, text]) =>
      make("readNear", each, `is not read by ${name}`, { slug: text }),
    ),
    ...make("readBelow", each, "a path below it is unknown", { behind: "/no-such-path" }),
    ...make("deleteBelow", each, "nothing below it can be deleted", { behind: "/no-such-path" }),
    ...make("readWithQuery", each, "a query makes a read nothing else", {
      behind: "?_method=DELETE",
    }),
    ...make("listedWithQuery", each, "a query makes a list nothing else", {
      behind: "?unknown=%27",
    }),
    ...make("deleteNear", each, "is not deleted by its beginning", { slug: beginningOf(slug) }),
    ...near.flatMap(([name, text]) =>
      make("deleteNear", each, `is not deleted by ${name}`, { slug: text }),
    ),
    ...missingMethods(here).flatMap((method) =>
      make("otherMethod", each, `has no method ${method}`, { method }),
    ),
    ...make("read", each, `what names no ${kind}, or does not exist, changes nothing`),
  ];
}

/** The shortest life: created → readable, listed → deleted → gone. */
export function deriveCanary(resource: Described, creation: Creation): Step[] {
  const make = createStepMaker(resource);
  return [
    ...make("create", creation, `create answers the new ${resource.name}`),
    ...make("read", creation, `a created ${resource.name} is readable`),
    ...make("listed", creation, `a created ${resource.name} is listed`),
    ...make("delete", creation, `delete says which ${resource.name} it deleted`),
    ...make("readGone", creation, `a deleted ${resource.name} is not readable`),
    ...make("notListed", creation, `a deleted ${resource.name} is not listed`),
  ];
}

function takenBody(
  resource: Described,
  taken: Creation,
  other: Creation,
  dataset: string | undefined,
): CaseBody {
  const json = withNames(resource, other.json, taken.slug, dataset);
  return { ...other.body, content: { json } };
}

/** Still with the prefix, so that it is the tests' own whatever a server makes of it. */
function inOtherCase(slug: string): string {
  return slugPrefix + slug.slice(slugPrefix.length).toUpperCase();
}

function beginningOf(slug: string): string {
  return slug.slice(0, slug.lastIndexOf("-") + 1);
}
