import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { Model } from "../../generated/types.js";
import { ApiError, ConnectionError, OutcomeUnknownError, type Reply } from "../index.js";
import { type Choose, explore } from "../test-support/explorer/explore.js";
import { createRequest, modelOf, wantedOf } from "../test-support/models.js";
import { createOnce } from "./create-once.js";

const wanted = wantedOf(createRequest("my-slug"));
const facts = { method: "POST", path: "/models", attempts: 1, mayHaveReachedServer: true };

/** An answer of the API itself, if it has a code. */
function answered(status: number, code?: string): ApiError {
  const details = { ...facts, status, code, issues: undefined, headers: new Headers(), body: "" };
  return new ApiError("no", details);
}

function model(slug: string, datasetId?: string, created?: string): Reply<Model> {
  const headers = new Headers({ Date: new Date().toUTCString() });
  const data = modelOf(createRequest(slug, datasetId));
  return { data: { ...data, ...(created && { created }) }, status: 200, headers, attempts: 1 };
}

const reset = new ConnectionError("reset", facts);
const posts = {
  "asked for": model("my-slug"),
  "another model": model("other"),
  reset,
  "never sent": new ConnectionError("refused", { ...facts, mayHaveReachedServer: false }),
  "500": answered(500, "INTERNAL_SERVER_ERROR"),
  "429": answered(429, "TOO_MANY_REQUESTS"),
  "429 of a gateway": answered(429),
  "400": answered(400, "BAD_REQUEST"),
  "403 of a gateway": answered(403),
  conflict: answered(409, "CONFLICT"),
  redirect: answered(308),
};
const doubtful = ["another model", "reset", "500"];
const refusals = ["400", "403 of a gateway", "conflict", "redirect"];

const looks = {
  ours: model("my-slug"),
  "another's": model("my-slug", "another dataset"),
  older: model("my-slug", undefined, "2020-01-01T00:00:00Z"),
  ageless: model("my-slug", undefined, "unknown"),
  "another name": model("other"),
  "404": answered(404, "NOT_FOUND"),
  "404 of a gateway": answered(404),
  reset,
  redirect: answered(308),
};
const untold = ["ageless", "another name", "404 of a gateway", "reset", "redirect"];

/** What has happened so far. */
interface Moment {
  post: string;
  look: string;
  /** Now or before. */
  doubt: boolean;
  attempts: number;
  lastLook: boolean;
  maxRetries: number;
  inTime: boolean;
  loopback: boolean;
  replays: boolean;
}

/** What the words at the arrows mean. */
const meanings: Record<string, (moment: Moment) => boolean> = {
  "2xx with the model that was asked for (created)": ({ post }) => post === "asked for",
  "doubt, now or before": ({ doubt }) => doubt,
  "not processed, after a pause, while attempts and time are left": (now) =>
    ["never sent", "429"].includes(now.post) && mayGoOn(now),
  "conflict, a gateway's refusal, or 429 to the end": ({ post }) =>
    /conflict|gateway|redirect|429/.test(post),
  "the API refuses, or never sent to the end": ({ post }) => ["400", "never sent"].includes(post),
  "ours (found)": ({ look }) => look === "ours",
  "404 of the API": ({ look }) => look === "404",
  "another name, as the create said, on loopback": ({ look, post, loopback }) =>
    look === "another name" && post === "another model" && loopback,
  "it does not tell, but the API said 429, or both were redirected": ({ look, post, doubt }) => {
    const isBelieved = post === "429" || (post === "redirect" && look === "redirect");
    return untold.includes(look) && isBelieved && !doubt;
  },
  "it does not tell": ({ look }) => untold.includes(look),
  "not ours, but a create was answered with another model": ({ post }) => post === "another model",
  "another's, or older: the slug is taken": ({ look }) => ["another's", "older"].includes(look),
  "neither refused nor another model, after a pause, while attempts and time are left": (now) =>
    ![...refusals, "another model"].includes(now.post) && mayGoOn(now),
  "nothing in doubt": ({ doubt }) => !doubt,
  "that was the last look": ({ lastLook }) => lastLook,
  "after a pause, for the last time": ({ lastLook }) => !lastLook,
};

function mayGoOn({ attempts, maxRetries, inTime }: Moment): boolean {
  return attempts <= maxRetries && inTime;
}

it("a create goes the ways that create-once.md draws, and all of them", async () => {
  const arrows = readArrows();
  const taken = new Set<Arrow>();
  const strays: Step[] = [];
  await explore(async (choose) => {
    for (const step of await runCreate(choose)) {
      const { from, to, moment } = step;
      const fitting = arrows.find((arrow) => arrow.from === from && meanings[arrow.label]!(moment));
      if (fitting?.to === to) taken.add(fitting);
      else strays.push(step);
    }
  });
  expect(strays.slice(0, 1)).toEqual([]);
  expect(arrows.filter((arrow) => !taken.has(arrow))).toEqual([]);
});

interface Arrow {
  from: string;
  to: string;
  label: string;
}

function readArrows(): Arrow[] {
  const document = readFileSync(new URL("create-once.md", import.meta.url), "utf8");
  const lines = document.matchAll(/^ {2}(\w+) --> (\w+): (.*)$/gm);
  return Array.from(lines, ([, from, to, label]) => ({ from: from!, to: to!, label: label! }));
}

interface Step {
  from: string;
  to: string;
  /** When `from` was left. */
  moment: Moment;
}

/** Runs one create and tells which states it went through. */
async function runCreate(choose: Choose): Promise<Step[]> {
  const moment: Moment = {
    post: "",
    look: "",
    doubt: false,
    attempts: 0,
    lastLook: false,
    maxRetries: choose([0, 1]),
    inTime: choose([true, false]),
    loopback: choose([true, false]),
    replays: choose([true, false]),
  };
  const steps: Step[] = [];
  let state = "";
  const enter = (to: string) => {
    if (state) steps.push({ from: state, to, moment: { ...moment } });
    state = to;
  };
  const { loopback, replays, maxRetries } = moment;
  const outcome = createOnce(wanted, {
    post: async () => {
      enter("Send");
      const post = choose(Object.keys(posts) as (keyof typeof posts)[]);
      const doubt = doubtful.includes(post) || (post === "never sent" && replays);
      Object.assign(moment, { post, doubt: moment.doubt || doubt, attempts: moment.attempts + 1 });
      return resultOf(posts[post]);
    },
    look: async () => {
      const lastLook = state === "Absent";
      enter("Look");
      const look = choose(Object.keys(looks) as (keyof typeof looks)[]);
      Object.assign(moment, { look, lastLook });
      if (look === "404") enter("Absent");
      return resultOf(looks[look]);
    },
    pause: async () => moment.inTime,
    onAbort: () => {},
    signal: undefined,
    maxRetries,
    loopback,
    replays,
  });
  enter(await outcome.then(() => "Done", failedState));
  return steps;
}

function resultOf(outcome: Reply<Model> | Error): Reply<Model> {
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

function failedState(error: unknown): string {
  if (error instanceof OutcomeUnknownError) return "Unknown";
  expect([ApiError, ConnectionError]).toContain((error as Error).constructor);
  return "Failed";
}
