import {
  append,
  get,
  type OpenApiDocument,
  target,
  tokensOf,
} from "../../../scripts/lib/document/index.js";
import { operations } from "../derive/operation.js";
import { isObject } from "../derive/schema.js";
import type { Breach } from "../judge/judge.js";
import { shorten } from "../report/shorten.js";
import { type Described, echoesOf, type Resource } from "../../resources.js";
import { instant } from "./state.js";

/** Numbers that nobody sends by chance, and that no default is. */
export const unmistakable: readonly number[] = [
  0.30000000000000004, 1_234_567.891, 16_777_217, 0.123456789012,
];

/** An answer has to name the slug, the dataset and the base model that the create asked for. */
export function judgeEcho(
  resource: Described,
  operationId: string,
  request: unknown,
  model: unknown,
): Breach[] {
  return [
    ...judgeNamed(resource, operationId, request, model),
    ...judgeSettings(resource, operationId, request, model),
  ];
}

function judgeNamed(
  resource: Described,
  operationId: string,
  request: unknown,
  model: unknown,
): Breach[] {
  return echoesOf(resource).flatMap((echo) => {
    const sent = get(request, echo.request);
    const actual = get(model, echo.response);
    if (sent === undefined || same(sent, actual)) return [];
    return [
      {
        rule: `a ${resource.name} echoes what was asked for`,
        pointer: answerPointer(resource.document, operationId, echo.response),
        expected: `${echo.response}: ${JSON.stringify(sent)}`,
        actual: show(actual),
        cause: `echo of ${echo.response}`,
      },
    ];
  });
}

/**
 * The settings that were sent come back, with the values that were sent. In what shape, and with what
 * defaults beside them, is not documented; nor is which one of several objects of settings.
 */
function judgeSettings(
  resource: Described,
  operationId: string,
  request: unknown,
  model: unknown,
): Breach[] {
  const { settings } = resource;
  if (!settings) return [];
  const sent = settings.request
    .map((pointer) => get(request, pointer))
    .filter(isObject)
    .map((object) => leaves(object));
  const all = leaves(get(request, parentOf(settings.request[0])));
  const echoed = leaves(get(model, settings.response));
  const lost = sent.map((object) => lostFrom(echoed, object, all));
  const [fewest = []] = lost.sort((a, b) => a.length - b.length);
  return [...fewest, ...fromOthers(echoed, all)].map((name) => ({
    rule: `a ${resource.name} echoes what was asked for`,
    pointer: answerPointer(resource.document, operationId, settings.response),
    expected: `${settings.response}, ${name}: ${list(all.get(name), " or ") ?? `nothing of another ${resource.name}`}`,
    actual: list(echoed.get(name), " and ") ?? "nothing",
    cause: `echo of ${settings.response}`,
  }));
}

/** Values that may be alike, each once. */
const list = (values: unknown[] | undefined, word: string) =>
  values && [...new Set(values.map(show))].join(word);

/** The names of what was not sent and has a value that only another request of the run can have had. */
function fromOthers(
  echoed: ReadonlyMap<string, unknown[]>,
  all: ReadonlyMap<string, unknown[]>,
): string[] {
  const sent = [...all.values()].flat();
  return [...echoed].flatMap(([name, values]) =>
    values.some((value) => unmistakable.some((each) => each === value && !sent.includes(each)))
      ? [name]
      : [],
  );
}

/** The names of what was sent and did not come back with a value that was sent under that name. */
function lostFrom(
  echoed: ReadonlyMap<string, unknown[]>,
  sent: ReadonlyMap<string, unknown[]>,
  all: ReadonlyMap<string, unknown[]>,
): string[] {
  return [...sent.keys()].filter(
    (name) =>
      !(echoed.get(name) ?? []).some((value) => all.get(name)!.some((each) => same(each, value))),
  );
}

function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

/** What is no object, however deep it stands, by name. */
function leaves(value: unknown, found = new Map<string, unknown[]>()): Map<string, unknown[]> {
  for (const [name, member] of isObject(value) ? Object.entries(value) : []) {
    if (isObject(member)) leaves(member, found);
    else found.set(name, [...(found.get(name) ?? []), member]);
  }
  return found;
}

/** Properties that the server may change at any time, as work goes on. */
export function changing({ state }: Resource): string[] {
  return state ? [state.changed, state.status, state.message] : [];
}

/** Two answers about the same resource have to agree. */
export function judgeSame(
  resource: Described,
  operationId: string,
  expected: unknown,
  actual: unknown,
): Breach[] {
  return differences(expected, actual, "")
    .filter((path) => !changing(resource).includes(path))
    .filter((path) => !isSameTime(get(expected, path), get(actual, path)))
    .map((path) => ({
      rule: `answers about the same ${resource.name} agree`,
      pointer: answerPointer(resource.document, operationId, path),
      expected: `${path || `the ${resource.name}`}: ${show(get(expected, path))}`,
      actual: show(get(actual, path)),
      cause: `difference at ${path}`,
    }));
}

/** Whether two texts are the same point in time; a server may keep seconds only. */
function isSameTime(a: unknown, b: unknown): boolean {
  const [one, other] = [instant(a), instant(b)];
  const isWhole = one % 1000 === 0 || other % 1000 === 0;
  return one === other || (isWhole && Math.abs(one - other) < 1000);
}

/** Pointers to where two values differ; objects are compared property by property. */
function differences(a: unknown, b: unknown, path: string): string[] {
  if (same(sorted(a), sorted(b))) return [];
  if (!isObject(a) || !isObject(b)) return [path];
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return names.flatMap((name) => differences(a[name], b[name], append(path, name)));
}

/** Nothing says that the members of a list have an order. */
function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map((member) => JSON.stringify(member)).sort() : value;
}

/** Equality that does not look at the order of properties. */
function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => same(get(a, append("", name)), get(b, append("", name))));
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : shorten(JSON.stringify(value), 120);
}

/** Where the document describes a property of an operation's success answer. */
export function answerPointer(
  document: OpenApiDocument,
  operationId: string,
  property: string,
): string {
  const operation = operations(document).find(({ id }) => id === operationId);
  if (!operation) return "#/paths";
  const status = operation.statuses.find((each) => each.startsWith("2")) ?? "default";
  const response = target(document, append(operation.pointer, "responses", status));
  const [mediaType] = Object.keys((get(document, append(response, "content")) ?? {}) as object);
  if (mediaType === undefined) return response;
  let pointer = target(document, append(response, "content", mediaType, "schema"));
  for (const token of tokensOf(property)) {
    const next = append(pointer, "properties", token);
    if (get(document, next) === undefined) break;
    pointer = target(document, next);
  }
  return pointer;
}
