import { type Target, unknownToken } from "../target.js";

type Headers = Record<string, string>;

const authorization = (Authorization: string): Headers => ({ Authorization });
const bearer = (token: string): Headers => authorization(`Bearer ${token}`);

/** What else a request can have in place of the right token: the case's name for it, and the headers. */
const wrong = {
  none: ["no Authorization header", () => ({})],
  empty: ["empty bearer token", () => bearer("")],
  "other-scheme": ["token under another scheme", (token) => authorization(`Basic ${token}`)],
  unknown: ["unknown token", () => bearer(unknownToken)],
  part: ["a part of the token", (token) => bearer(partOf(token))],
  longer: ["the token and more", (token) => bearer(`${token}0`)],
  "other-case": ["the token in another case", (token) => bearer(otherCase(token))],
  similar: ["the token with another end", (token) => bearer(withOtherEnd(token))],
  "without-scheme": ["the token without a scheme", authorization],
  "stuck-to-scheme": ["the token stuck to its scheme", (token) => authorization(`Bearer${token}`)],
  null: ["the token null", () => bearer("null")],
  wildcard: ["a wildcard for a token", () => bearer("%")],
  "more-in-front": ["more and the token", (token) => bearer(`0${token}`)],
  "token-scheme": ["the token under the scheme Token", (token) => authorization(`Token ${token}`)],
  "basic-password": ["the token in the scheme Basic", (token) => authorization(asPassword(token))],
  "words-behind": ["the token and other words", (token) => bearer(`${token} and more`)],
  quoted: ["the token in quotes", (token) => bearer(`"${token}"`)],
  "in-cookie": [
    "the token in a cookie",
    (token) => ({ Cookie: `token=${token}; session=${token}` }),
  ],
  "in-query": ["the token in the query", () => ({})],
  "in-other-header": ["the token in X-API-Key", (token) => ({ "X-API-Key": token })],
} satisfies Record<string, [name: string, headers: (token: string) => Headers]>;

export type WrongToken = keyof typeof wrong;

/** What shows who sends a request. `anonymous` is the operation's own wish: no security. */
export type TokenUse =
  | "valid"
  | "anonymous"
  /** The project's other key, which may only read. */
  | "read-only"
  | WrongToken;

/** Every wrong token, with the case's name for it. */
export const wrongTokens = Object.entries(wrong).map(
  ([use, [name]]) => [use as WrongToken, name] as const,
);

/** The headers that show who sends a request. */
export function tokenHeaders(use: TokenUse, { token, readOnlyToken = "" }: Target): Headers {
  if (use === "anonymous") return {};
  if (use === "valid") return bearer(token);
  return use === "read-only" ? bearer(readOnlyToken) : wrong[use][1](token);
}

/** What nobody may be told: the keys, and the most of a key that a wrong one is made of. */
export function secretsOf({ token, readOnlyToken = "" }: Target): string[] {
  return [token, readOnlyToken, token.slice(0, -1), partOf(token)];
}

function partOf(token: string): string {
  return token.slice(0, token.length * 0.75);
}

/** The token with its letters in another case; where it has none, one that no server knows. */
function otherCase(token: string): string {
  const others = [token.toLowerCase(), token.toUpperCase()];
  return others.find((other) => other !== token) ?? unknownToken;
}

function withOtherEnd(token: string): string {
  return token.slice(0, -1) + (token.endsWith("x") ? "y" : "x");
}

function asPassword(token: string): string {
  return `Basic ${Buffer.from(`${token}:`).toString("base64")}`;
}
