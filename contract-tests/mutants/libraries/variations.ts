import type { Front, Variation } from "./run.js";
import { refusal } from "./service.js";

/** Answers every n-th request. */
const inTurn = (every: number, front: Front): Front => {
  let count = 0;
  return (request, response, next) =>
    ++count % every === 0 ? front(request, response, next) : next();
};

/** Sends a body in two chunks, whose length nobody says beforehand. */
const inChunks: Front = (_request, response, next) => {
  const { setHeader, writeHead, end } = response;
  const isLength = (name: string) => name.toLowerCase() === "content-length";
  response.setHeader = (name, value) =>
    isLength(name) ? response : setHeader.call(response, name, value);
  response.writeHead = ((status: number, headers: object = {}) => {
    const others = Object.entries(headers).filter(([name]) => !isLength(name));
    return writeHead.call(response, status, Object.fromEntries(others));
  }) as typeof writeHead;
  response.end = (body: unknown = "") => {
    const bytes = Buffer.from(body as string);
    response.write(bytes.subarray(0, bytes.length / 2));
    return end.call(response, bytes.subarray(bytes.length / 2), "utf8");
  };
  next();
};

/** What a conforming server may do, by name. */
export const variations: Record<string, Variation> = {
  "as usual": {},
  "dates with an offset": {
    choices: { date: (date) => date.toISOString().replace(/\.\d+Z$/, "+00:00") },
  },
  "dates without milliseconds": {
    choices: { date: (date) => date.toISOString().replace(/\.\d+Z$/, "Z") },
  },
  "the echo has defaults, too": {
    choices: { echo: (sent) => ({ schedule: "cosine", warmup: 0.1, ...sent }) },
  },
  "no hyperparameters sent, empty ones back": { choices: { echo: (sent) => sent ?? {} } },
  "a taken slug is 400": { choices: { taken: refusal(400, "BAD_REQUEST", "Slug taken") } },
  "a taken slug is 400 with issues": {
    choices: { taken: refusal(400, "BAD_REQUEST", "Slug taken", [{ message: "is taken" }]) },
  },
  "a taken slug is 500": {
    choices: { taken: refusal(500, "INTERNAL_SERVER_ERROR", "IDs have to be globally unique") },
  },
  "the newest model comes first": { choices: { newestFirst: true } },
  "training begins at once": { choices: { later: "TRAINING" } },
  "a model is soon deployed": { choices: { later: "DEPLOYED" } },
  "training fails": { choices: { later: "ERROR" } },
  "the list is 60 ms behind": { choices: { lag: 60 } },
  "the project has 3,000 other models": { choices: { others: 3_000 } },
  "a project without models": { choices: { others: 0 } },
  "more headers": {
    front: (_request, response, next) => {
      response.setHeader("X-Request-Id", "4f1c");
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
      response.setHeader("Set-Cookie", ["lb=a; Path=/", "session=b; HttpOnly"]);
      next();
    },
  },
  "every connection is closed": {
    front: (_request, response, next) => {
      response.setHeader("Connection", "close");
      next();
    },
  },
  "a rate limit": {
    front: inTurn(40, (_request, response) => {
      const { status, body } = refusal(429, "TOO_MANY_REQUESTS", "Too many requests");
      response.writeHead(status, { "Content-Type": "application/json", "Retry-After": "0" });
      response.end(JSON.stringify(body));
    }),
  },
  "answers in chunks": { front: inChunks },
  "slow answers": {
    front: (_request, _response, next) => void setTimeout(next, 3),
  },
};
