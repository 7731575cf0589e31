import { get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import { list } from "../derive/schema.js";
import type { Breach } from "../judge/judge.js";
import { resource } from "../../resources.js";
import { answerPointer, judgeEcho, judgeSame } from "./echo.js";
import { instant, judgeNew, judgeProgress, judgeState } from "./state.js";
import type { Creation, Known } from "./steps.js";

/** What a step is about. */
interface Subject {
  document: OpenApiDocument;
  /** Where its rule stands. */
  pointer: string;
  creation: Creation;
  known: Known;
}

/** What is wrong with an answer to a step. */
export type JudgeStep = (subject: Subject, json: unknown, status: number) => Breach[];

export const created: JudgeStep = ({ document, creation }, json) => [
  ...judgeEcho(document, resource.create, creation.json, json),
  ...judgeNew(document, json),
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
  const { document, creation, known } = subject;
  const before = get(known.before, resource.state.created);
  const now = get(json, resource.state.created);
  const breaches = [
    ...judgeEcho(document, resource.create, creation.json, json),
    ...judgeNew(document, json),
  ];
  // A clock that runs shows another millisecond; some servers keep seconds only, or invent the time.
  const isExact = Math.abs(instant(now) - Date.now()) < 600_000 && instant(now) % 1000 !== 0;
  const isOld = now === before ? isExact : instant(now) < instant(before) - 1000;
  if (isOld) {
    breaches.push({
      rule: "a slug made again is a new model",
      pointer: answerPointer(document, resource.create, resource.state.created),
      expected: `${resource.state.created}: later than ${String(before)}`,
      actual: String(now),
      cause: "a slug made again is the old model",
    });
  }
  return breaches;
};

export const read: JudgeStep = ({ document, creation, known }, json) => {
  const breaches = [
    ...judgeEcho(document, resource.read, creation.json, json),
    ...judgeSame(document, resource.read, known.model, json),
    ...judgeState(document, resource.read, json),
  ];
  // Unlike what is only late, a state that was shown and is taken back stays wrong.
  known.back ??= judgeProgress(document, resource.read, json, known.last ?? known.model);
  known.last = json;
  return known.back ? [...breaches, known.back] : breaches;
};

export const listed: JudgeStep = ({ document, pointer, creation: { slug }, known }, json) => {
  const found = entries(json, slug);
  if (found.length === 1) {
    return [
      ...judgeSame(document, resource.read, known.model, found[0]),
      ...judgeState(document, resource.read, found[0]),
    ];
  }
  return [listBreach(pointer, `exactly one entry for ${slug}`, found.length)];
};

export const notListed: JudgeStep = ({ pointer, creation: { slug } }, json) => {
  const found = entries(json, slug);
  return found.length === 0 ? [] : [listBreach(pointer, `no ${slug}`, found.length)];
};

export const deleted: JudgeStep = ({ document, creation }, json) => [
  ...deleteBreach(document, json, "/id", creation.slug),
  ...deleteBreach(document, json, "/deleted", true),
];

export const readInOtherCase: JudgeStep = ({ document, known }, json, status) => {
  known.ignoresCase = status < 400;
  return known.ignoresCase ? judgeSame(document, resource.read, known.model, json) : [];
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

function listBreach(pointer: string, expected: string, count: number): Breach {
  return {
    rule: "the list holds the models that there are",
    pointer,
    expected,
    actual: `${count} of ${count === 1 ? "it" : "them"}`,
    cause: `list: ${expected.startsWith("no") ? "a model too many" : "a model is missing"}`,
  };
}

function deleteBreach(
  document: OpenApiDocument,
  json: unknown,
  property: string,
  expected: unknown,
): Breach[] {
  const actual = get(json, property);
  if (actual === expected) return [];
  return [
    {
      rule: "delete says which model it deleted",
      pointer: answerPointer(document, resource.delete, property),
      expected: `${property}: ${JSON.stringify(expected)}`,
      actual: JSON.stringify(actual) ?? "nothing",
      cause: `delete answers another ${property}`,
    },
  ];
}

/** The models of a list's answer that have a slug. */
export function entries(json: unknown, slug: string): unknown[] {
  return list(get(json, "/data")).filter(
    (model) => get(model, resource.identity.response) === slug,
  );
}
