import { get } from "../../../scripts/lib/document/index.js";
import type { Breach } from "../judge/judge.js";
import type { Described, State } from "../../resources.js";
import { answerPointer } from "./echo.js";

/** A new resource is in the first state. */
export function judgeNew(resource: Described, model: unknown): Breach[] {
  if (!resource.state) return [];
  const { status: place, order } = resource.state;
  const status = get(model, place);
  return [
    ...(typeof status !== "string" || order[0].includes(status)
      ? []
      : [breach(resource, resource.create, place, order[0].join(" or "), status)]),
    ...judgeState(resource, resource.create, model),
  ];
}

/** The state of every listed resource fits together, and a name is one resource's. */
export function judgeListed(resource: Described, models: readonly unknown[]): Breach[] {
  const names = models.map((model) => get(model, resource.identity.response));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  const pointer = answerPointer(resource.document, resource.read, resource.identity.response);
  const again: Breach = {
    rule: `a name is one ${resource.name}'s`,
    pointer,
    expected: `each ${resource.name} once`,
    actual: `${JSON.stringify(twice)} twice`,
    cause: "a name is listed twice",
  };
  return [
    ...(twice === undefined ? [] : [again]),
    ...models.flatMap((model) => judgeState(resource, resource.read, model)),
  ];
}

/** The state of a resource fits together. */
export function judgeState(resource: Described, operationId: string, model: unknown): Breach[] {
  const { state } = resource;
  if (!state) return [];
  const { failed, message, created, changed } = state;
  const say = (property: string, expected: string) =>
    breach(resource, operationId, property, expected, get(model, property));
  const status = get(model, state.status);
  const found: Breach[] = [];
  const now = rank(state, status);
  const why = get(model, message);
  if (status === failed && (why === null || why === "")) {
    found.push(say(message, `why it is ${failed}`));
  }
  const ended = rank(state, failed);
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
  resource: Described,
  operationId: string,
  model: unknown,
  before: unknown,
): Breach | undefined {
  const { state } = resource;
  if (!state) return undefined;
  const [then, now] = [get(before, state.status), get(model, state.status)];
  if (rank(state, now) < 0 || rank(state, now) >= rank(state, then)) return undefined;
  return breach(resource, operationId, state.status, `no earlier one than ${String(then)}`, now);
}

/** How far a state is; -1 for one that is not known. */
function rank({ order }: State, status: unknown): number {
  return order.findIndex((states) => (states as readonly unknown[]).includes(status));
}

/** In milliseconds; `NaN` for what is no date. */
export function instant(date: unknown): number {
  return typeof date === "string" && /^\d{4}-\d\d-\d\dT/.test(date) ? Date.parse(date) : Number.NaN;
}

function breach(
  { document, name }: Described,
  operationId: string,
  property: string,
  expected: string,
  actual: unknown,
): Breach {
  return {
    rule: `the state of a ${name} fits together`,
    pointer: answerPointer(document, operationId, property),
    expected: `${property}: ${expected}`,
    actual: JSON.stringify(actual) ?? "nothing",
    cause: `state at ${property}: ${expected.replace(/\d[\d.:TZ+-]*/g, "")}`,
  };
}
