import { get } from "../../../scripts/lib/document/index.js";
import { list } from "../derive/schema.js";
import type { Breach } from "../judge/judge.js";
import type { Described } from "../../resources.js";
import { answerPointer, judgeEcho, judgeSame } from "./echo.js";
import { instant, judgeNew, judgeProgress, judgeState } from "./state.js";
import type { Creation, Known } from "./steps.js";

/** What a step is about. */
interface Subject {
  resource: Described;
  /** Where its rule stands. */
  pointer: string;
  creation: Creation;
  known: Known;
}

/** What is wrong with an answer to a step. */
export type JudgeStep = (subject: Subject, json: unknown, status: number) => Breach[];

export const created: JudgeStep = ({ resource, creation }, json) => [
  ...judgeEcho(resource, resource.create, creation.json, json),
  ...judgeNew(resource, json),
];

export const createdOrRefused: JudgeStep = (subject, json, status) =>
  status < 400 ? created(subject, json, status) : [];

export const createdOnce: JudgeStep = (subject, json, status) => {
  const breaches = created(subject, json, status);
  if (subject.known.twice) {
    breaches.push({
      rule: "a taken slug is refused",
      pointer: subject.pointer,
      expected: "one of two creates of a slug at once to be refused",
      actual: "both accepted",
      cause: "two creates at once are accepted",
    });
  }
  return breaches;
};

export const createdAgain: JudgeStep = (subject, json, status) => {
  if (status >= 400) return [];
  const { resource, known } = subject;
  const breaches = created(subject, json, status);
  if (!resource.state) return breaches;
  const { created: place } = resource.state;
  const [before, now] = [get(known.before, place), get(json, place)];
  // A clock that runs shows another millisecond; some servers keep seconds only, or invent the time.
  const isExact = Math.abs(instant(now) - Date.now()) < 600_000 && instant(now) % 1000 !== 0;
  const isOld = now === before ? isExact : instant(now) < instant(before) - 1000;
  if (isOld) {
    breaches.push({
      rule: `a slug made again is a new ${resource.name}`,
      pointer: answerPointer(resource.document, resource.create, place),
      expected: `${place}: later than ${String(before)}`,
      actual: String(now),
      cause: `a slug made again is the old ${resource.name}`,
    });
  }
  return breaches;
};

export const read: JudgeStep = ({ resource, creation, known }, json) => {
  const breaches = [
    ...judgeEcho(resource, resource.read, creation.json, json),
    ...judgeSame(resource, resource.read, known.model, json),
    ...judgeState(resource, resource.read, json),
  ];
  // Unlike what is only late, a state that was shown and is taken back stays wrong.
  known.back ??= judgeProgress(resource, resource.read, json, known.last ?? known.model);
  known.last = json;
  return known.back ? [...breaches, known.back] : breaches;
};

export const listed: JudgeStep = ({ resource, pointer, creation: { slug }, known }, json) => {
  const found = entries(resource, json, slug);
  if (found.length === 1) {
    return [
      ...judgeSame(resource, resource.read, known.model, found[0]),
      ...judgeState(resource, resource.read, found[0]),
    ];
  }
  return [listBreach(resource, pointer, `exactly one entry for ${slug}`, found.length)];
};

export const notListed: JudgeStep = ({ resource, pointer, creation: { slug } }, json) => {
  const found = entries(resource, json, slug);
  return found.length === 0 ? [] : [listBreach(resource, pointer, `no ${slug}`, found.length)];
};

export const deleted: JudgeStep = ({ resource, creation }, json) => {
  const { identity, deleted: flag } = resource;
  return [
    // Whether the answer has to name it at all is for the document to say.
    ...(get(json, identity.response) === undefined
      ? []
      : deleteBreach(resource, json, identity.response, creation.slug)),
    ...(flag === undefined ? [] : deleteBreach(resource, json, flag, true)),
  ];
};

export const readInOtherCase: JudgeStep = ({ resource, known }, json, status) => {
  known.ignoresCase = status < 400;
  return known.ignoresCase ? judgeSame(resource, resource.read, known.model, json) : [];
};

export const deletedInOtherCase: JudgeStep = ({ pointer, known }, _, status) => {
  const { ignoresCase = false } = known;
  if (ignoresCase === status < 400) return [];
  return [
    {
      rule: "a read and a delete take another case alike",
      pointer,
      expected: ignoresCase ? "status 200, as a read finds it" : "status 404, as for a read",
      actual: String(status),
      cause: "a delete and a read differ about the case of slugs",
    },
  ];
};

function listBreach({ name }: Described, pointer: string, expected: string, count: number): Breach {
  return {
    rule: `the list holds the ${name}s that there are`,
    pointer,
    expected,
    actual: `${count} of ${count === 1 ? "it" : "them"}`,
    cause: `list: ${expected.startsWith("no") ? `a ${name} too many` : `a ${name} is missing`}`,
  };
}

function deleteBreach(
  { document, name, delete: operation = "" }: Described,
  json: unknown,
  property: string,
  expected: unknown,
): Breach[] {
  const actual = get(json, property);
  if (actual === expected) return [];
  return [
    {
      rule: `delete says which ${name} it deleted`,
      pointer: answerPointer(document, operation, property),
      expected: `${property}: ${JSON.stringify(expected)}`,
      actual: JSON.stringify(actual) ?? "nothing",
      cause: `delete answers another ${property}`,
    },
  ];
}

/** Those in a list's answer that have a slug. */
export function entries({ items, identity }: Described, json: unknown, slug: string): unknown[] {
  return list(get(json, items)).filter((item) => get(item, identity.response) === slug);
}
