import { vi } from "vitest";
import type { Choose } from "./explore.js";
import {
  absent,
  conflict,
  createFaults,
  type Fault,
  json,
  lookFaults,
  neverSent,
  otherModel,
} from "./faults.js";
import { clockFaults, earlierModels, rightClocks, type Stored, store } from "./models.js";

/** How a schedule may go wrong. */
export interface Limits {
  /** How many of the first requests may; the others are answered properly. */
  depth: number;
  /** Whether with all forms of faults, or with one of each kind. */
  isFull: boolean;
  /** Whether something below the client may send a create again, so that "never sent" may be false. */
  repeats: boolean;
}

/** What happened that no client can see, by which a promise may break. */
export const excuses = {
  denied: "The API denies with an error of its own what it did.",
  claimed: "The API claims with a success of its own what it did not do.",
  refused: "Not atomic: what a gateway refused is done, but only after the look.",
  missed: "Not atomic: a create is done only after the look, and the next of the same slug, too.",
  redirected: "A gateway redirects everything, but lets the create through.",
  clocks: "Clocks that the age is read from are wrong by more than the window.",
};
export type Excuse = keyof typeof excuses;

/** What becomes of a create at the server, and after how many requests. */
const delays = {
  "not done": undefined,
  done: 0,
  "done before the next request": 1,
  "done two requests later": 2,
  "done after the call": Number.POSITIVE_INFINITY,
  "done under another name": undefined,
};
type Deed = keyof typeof delays;
const deeds = (Object.keys(delays) as Deed[]).filter((deed) => deed !== "done under another name");

interface CreateEvent {
  deed: Deed;
  /** What comes instead of the server's own answer. */
  fault?: Fault;
  /** Something below the client sends it twice, and the second answer is the one that comes. */
  isTwice?: true;
  /** The server answers with the model that is there, as if it were new. */
  isClaimed?: true;
}

interface UnderWay {
  fault: Fault | undefined;
  /** The request before which it is done. */
  lands: number;
  /** How many looks were answered properly before it was sent. */
  looks: number;
}

const epoch = Date.parse("2026-03-02T12:00:00Z");
const properly: CreateEvent = { deed: "done" };

/** The API, the network before it and all clocks, for one call of one client. */
export class World {
  /** What became of each request. */
  readonly log: string[] = [];
  readonly excuses = new Set<Excuse>();
  readonly began = trueTime();
  faults = 0;
  /** Jobs that the call started. */
  jobs = 0;
  /** What is under the slug; which model, if one was there before, is chosen when it shows. */
  stored: Stored | undefined;
  lastMethod = "";
  #isTaken = false;
  /** Whether the server refuses a slug that it has; chosen when it matters. */
  #isAtomic: boolean | undefined;
  #underWay: UnderWay[] = [];
  #looks = 0;
  #lastFault: Fault | undefined;

  constructor(
    readonly choose: Choose,
    readonly limits: Limits,
  ) {
    vi.setSystemTime(this.began);
  }

  /** The `fetch` of the client. */
  fetch = async (_: string, init: RequestInit = {}): Promise<Response> => {
    const index = this.log.push("") - 1;
    const mayFail = index < this.limits.depth;
    this.lastMethod = init.method!;
    this.#land(index);
    return this.lastMethod === "POST"
      ? this.#create(index, mayFail, init.signal!)
      : this.#look(index, mayFail, init.signal!);
  };

  /** What is still under way is done. */
  end(): void {
    this.#land(Number.POSITIVE_INFINITY);
  }

  #land(index: number): void {
    const landing = this.#underWay.filter(({ lands }) => lands <= index);
    this.#underWay = this.#underWay.filter(({ lands }) => lands > index);
    for (const create of landing) this.#commit(create);
  }

  #create(index: number, mayFail: boolean, signal: AbortSignal) {
    if (index === 0) this.#isTaken = this.choose([false, true]);
    const isFree = !this.#isTaken && this.stored === undefined;
    const event = mayFail ? this.choose(createEvents(this.limits, isFree)) : properly;
    const { deed, fault, isTwice, isClaimed } = event;
    if (event !== properly) this.faults++;
    this.#lastFault = fault;
    const create = { fault, lands: index + (delays[deed] ?? 0), looks: this.#looks };
    const isNew = deed === "done" && this.#commit(create);
    if (create.lands > index) this.#underWay.push(create);
    if (deed === "done under another name") this.jobs++;
    const done = isNew || deed !== "done" ? deed : "refused";
    this.log[index] = [`POST ${done}`, isTwice && "sent twice", fault?.name]
      .filter(Boolean)
      .join(", ");
    if (isClaimed) return this.#claim(index);
    const success = JSON.stringify(store("this call", "ours", trueTime()).model);
    if (fault) return fault.answer(success, signal);
    return isNew && !isTwice ? json(200, success, trueTime()) : conflict.answer("", signal);
  }

  /** @returns Whether a job was started. */
  #commit({ fault, looks }: UnderWay): boolean {
    if (this.#isTaken) return false;
    if (this.stored) this.#isAtomic ??= this.choose([true, false]);
    if (this.stored && this.#isAtomic) return false;
    this.stored ??= store("this call", "ours", trueTime());
    this.jobs++;
    const isAfterLook = this.#looks > looks;
    if (isAfterLook) this.excuses.add("missed");
    if (isAfterLook && fault?.refuses === "a gateway") this.excuses.add("refused");
    if (fault?.refuses === "the API") this.excuses.add("denied");
    return true;
  }

  #claim(index: number): Response {
    this.stored ??= this.choose(earlierModels(this.began, this.limits.isFull));
    this.excuses.add("claimed");
    this.log[index] = `POST not done, 200 with ${this.stored.name}`;
    return json(200, JSON.stringify(this.stored.model), trueTime());
  }

  #look(index: number, mayFail: boolean, signal: AbortSignal) {
    const { limits, stored } = this;
    const isThere = this.#isTaken || stored !== undefined;
    const fault = mayFail ? this.choose(lookEvents(limits, isThere)) : undefined;
    if (!fault) return this.#show(index, mayFail);
    this.faults++;
    this.log[index] = `GET ${fault === absent ? "stale 404" : fault.name}`;
    if (fault === absent && stored?.maker === "this call") this.excuses.add("denied");
    if (isRedirect(fault) && isRedirect(this.#lastFault)) this.excuses.add("redirected");
    return fault.answer(JSON.stringify(store("this call", "ours", trueTime()).model), signal);
  }

  #show(index: number, mayFail: boolean): Response | Promise<Response> {
    const { isFull } = this.limits;
    this.#looks++;
    if (this.#isTaken) this.stored ??= this.choose(earlierModels(this.began, isFull));
    const { stored } = this;
    this.log[index] = `GET ${stored?.name ?? "404"}`;
    if (!stored || stored.maker === "another project") {
      return absent.answer("", new AbortController().signal);
    }
    const mayMatter = mayFail && stored.maker !== "another request";
    const clocks = mayMatter ? this.choose(clockFaults(isFull)) : rightClocks;
    if (clocks !== rightClocks) {
      this.faults++;
      this.log[index] += `, ${clocks.name}`;
    }
    if (clocks.isBeyond) this.excuses.add("clocks");
    if (clocks.localMs) vi.setSystemTime(Date.now() + clocks.localMs);
    const created = new Date(stored.madeAt + (clocks.createdMs ?? 0)).toISOString();
    const date = clocks.dateMs === null ? undefined : trueTime() + (clocks.dateMs ?? 0);
    return json(200, JSON.stringify({ ...stored.model, created }), date);
  }
}

/** A moment of the schedule, whatever the local clock says. */
function trueTime(): number {
  return epoch + Math.floor(performance.now());
}

function isRedirect(fault: Fault | undefined): boolean {
  return fault?.name.startsWith("redirect") ?? false;
}

function createEvents({ isFull, repeats }: Limits, isFree: boolean): CreateEvent[] {
  const faults = createFaults(isFull);
  if (!isFree) {
    const events = faults.map((fault): CreateEvent => ({ deed: "not done", fault }));
    return [properly, ...events, { deed: "not done", isClaimed: true }];
  }
  const events = faults.flatMap((fault) => {
    const possible = fault === neverSent && !repeats ? deeds.slice(0, 1) : deeds;
    return possible.map((deed): CreateEvent => ({ deed, fault }));
  });
  return [
    properly,
    ...events,
    { deed: "done", isTwice: true },
    { deed: "done under another name", fault: otherModel },
  ];
}

function lookEvents({ isFull }: Limits, isThere: boolean): (Fault | undefined)[] {
  const faults = [undefined, ...lookFaults(isFull)];
  return isThere ? [...faults, absent] : faults;
}
