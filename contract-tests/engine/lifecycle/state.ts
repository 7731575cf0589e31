import { get, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { Breach } from "../judge/judge.js";
import { resource } from "../../resources.js";
import { answerPointer } from "./echo.js";

const { status: statusAt, order, failed, message, created, changed } = resource.state;

/** A new resource is in the first state. */
export function judgeNew(document: OpenApiDocument, model: unknown): Breach[] {
  const status = get(model, statusAt);
  const first: readonly string[] = order[0];
  return [
    ...(typeof status !== "string" || first.includes(status)
      ? []
      : [breach(document, resource.create, statusAt, first.join(" or "), status)]),
    ...judgeState(document, resource.create, model),
  ];
}

/** The state of every listed resource fits together, and a name is one resource's. */
export function judgeListed(document: OpenApiDocument, models: readonly unknown[]): Breach[] {
  const names = models.map((model) => get(model, resource.identity.response));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const pointer = answerPointer(document, resource.read, resource.identity.response);
  const again: Breach = {
    rule: "a name is one model's",
    pointer,
    expected: "each model once",
    actual: `${JSON.stringify(twice)} twice`,
    cause: "a name is listed twice",
  };
  return [
    ...(twice === undefined ? [] : [again]),
    ...models.flatMap((model) => judgeState(document, resource.read, model)),
  ];
}

/** The state of a resource fits together. */
export function judgeState(
  document: OpenApiDocument,
  operationId: string,
  model: unknown,
): Breach[] {
  const say = (property: string, expected: string) =>
    breach(document, operationId, property, expected, get(model, property));
  const status = get(model, statusAt);
  const found: Breach[] = [];
  const now = rank(status);
  const why = get(model, message);
  if (status === failed && (why === null || why === "")) {
    found.push(say(message, `why it is ${failed}`));
  }
  const ended = rank(failed);
  if (now >= 0 && status !== failed && now <= ended && typeof why === "string") {
    found.push(say(message, `null, as the status is ${String(status)}`));
  }
  if (instant(get(model, changed)) < instant(get(model, created)) - 1000) {
    found.push(say(changed, `not before ${created.slice(1)}: ${String(get(model, created))}`));
  }
  return found;
}

/**
 * The state of a resource has not gone back.
 *
 * @param before the same resource at an earlier time.
 */
export function judgeProgress(
  document: OpenApiDocument,
  operationId: string,
  model: unknown,
  before: unknown,
): Breach | undefined {
  const [then, now] = [get(before, statusAt), get(model, statusAt)];
  if (rank(now) < 0 || rank(now) >= rank(then)) return undefined;
  return breach(document, operationId, statusAt, `no earlier one than ${String(then)}`, now);
}

/** How far a state is; -1 for one that is not known. */
function rank(status: unknown): number {
  return order.findIndex((states) => (states as readonly unknown[]).includes(status));
}

/** In milliseconds; `NaN` for what is no date. */
export function instant(date: unknown): number {
  return typeof date === "string" && /^\d{4}-\d\d-\d\dT/.test(date) ? Date.parse(date) : Number.NaN;
}

function breach(
  document: OpenApiDocument,
  operationId: string,
  property: string,
  expected: string,
  actual: unknown,
): Breach {
  return {
    rule: "the state of a model fits together",
    pointer: answerPointer(document, operationId, property),
    expected: `${property}: ${expected}`,
    actual: JSON.stringify(actual) ?? "nothing",
    cause: `state at ${property}: ${expected.replace(/\d[\d.:TZ+-]*/g, "")}`,
  };
}
