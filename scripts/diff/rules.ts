import type { Side } from "./compare/difference.js";

export type Semver = "major" | "minor" | "patch";

interface Judgement {
  semver: Semver;
  /** What it means for those who meet it. */
  consequence: string;
}

const major = (consequence: string): Judgement => ({ semver: "major", consequence });
const minor = (consequence: string): Judgement => ({ semver: "minor", consequence });
const patch = (consequence: string): Judgement => ({ semver: "patch", consequence });

const refused = major("requests that were accepted are refused");
const accepted = minor("requests that were refused are accepted");
const surprising = major("answers may hold what code does not handle");
const narrower = minor("answers hold less than code already handles");

/** A request may be widened freely and an answer narrowed freely; the other way round breaks. */
const widened = { request: accepted, response: surprising };
const tightened = { request: refused, response: narrower };
const changed = {
  request: major("requests that were accepted may be refused"),
  response: surprising,
};

/** Every rule with its judgement for each side. A missing side cannot occur. */
export const rules = {
  "operation-added": { request: minor("there is a new operation") },
  "operation-removed": { request: major("calls of it fail") },
  "operation-moved": { request: major("calls to the old address fail") },
  "operation-id-changed": { request: major("the generated function has another name") },
  "operation-id-added": { request: minor("there is a generated function for it") },
  "operation-id-removed": { request: major("its generated function is gone") },
  "method-renamed": { request: major("the client has it under another name") },
  // On the wire it is the same; callers of the generated function name it.
  "path-parameter-renamed": { request: major("the generated function takes another name") },
  "schema-renamed": {
    request: major("the exported type has another name"),
    response: major("the exported type has another name"),
  },
  "parameter-added": { request: minor("requests may send it") },
  "required-parameter-added": { request: major("requests without it are refused") },
  "parameter-removed": { request: major("requests that send it are refused or misread") },
  "parameter-serialization-changed": { request: major("the server reads the old form wrongly") },
  "empty-value-allowed": { request: minor("requests may send it without a value") },
  "empty-value-forbidden": { request: major("requests that send it without a value are refused") },
  "request-body-added": { request: minor("requests may send one") },
  "required-request-body-added": { request: major("requests without one are refused") },
  "request-body-removed": { request: major("what requests send is refused or ignored") },
  "became-required": {
    request: major("requests without it are refused"),
    response: minor("code can rely on it"),
  },
  "became-optional": {
    request: minor("requests may leave it out"),
    response: major("code that relies on it finds nothing"),
  },
  "media-type-added": {
    request: minor("requests may use it"),
    response: minor("clients may ask for it"),
  },
  "media-type-removed": {
    request: major("requests that use it are refused"),
    response: major("clients that ask for it get none"),
  },
  "media-type-widened": {
    request: minor("requests may use more media types"),
    response: major("answers may come in a media type that code does not handle"),
  },
  "media-type-narrowed": {
    request: major("requests that use another media type are refused"),
    response: minor("answers come in fewer media types"),
  },
  "success-status-added": { response: major("answers succeed in a way that code does not expect") },
  "success-status-removed": { response: major("the answer that code waits for no longer comes") },
  "error-status-added": { response: minor("an error is documented by itself") },
  "error-status-removed": { response: major("code that handles it is never reached") },
  "error-status-merged": { response: minor("the range or default that covers it stands for it") },
  "header-added": { response: minor("answers may carry it") },
  "header-removed": { response: major("code that reads it finds nothing") },
  "header-serialization-changed": { response: major("code reads the new form wrongly") },
  "security-added": { request: minor("requests may authenticate in one more way") },
  "security-removed": { request: major("requests that authenticate this way are refused") },
  "authentication-required": { request: major("requests without credentials are refused") },
  "authentication-dropped": { request: minor("requests need no credentials") },
  "scope-added": { request: minor("clients may ask for it") },
  "scope-removed": { request: major("clients that ask for it get no token") },
  "server-added": { request: minor("requests may go there") },
  "server-removed": { request: major("requests that go there fail") },
  "default-server-changed": { request: major("clients without a base URL talk to another server") },
  "server-variable-widened": { request: minor("requests may go to more addresses") },
  "server-variable-narrowed": { request: major("requests to the other addresses fail") },
  "type-widened": widened,
  "type-narrowed": tightened,
  "type-changed": changed,
  "nullable-added": {
    request: minor("requests may send null"),
    response: major("code meets null where it had a value"),
  },
  "nullable-removed": {
    request: major("requests that send null are refused"),
    response: minor("code never meets null here"),
  },
  // An added value is major for readers: an exhaustive `switch` no longer compiles, and at run time
  // it falls through. A server that may add values at any time is better described by an open list
  // (`anyOf` of the enum and its type): adding a documented value to one of those is minor.
  "enum-value-added": {
    request: minor("requests may send it"),
    response: major("an exhaustive switch meets a value that it does not handle"),
  },
  "enum-value-removed": {
    request: major("requests that send it are refused"),
    response: minor("code that handles it is never reached"),
  },
  "enum-added": tightened,
  "enum-removed": widened,
  "known-value-added": {
    request: minor("one more value is documented"),
    response: minor("one more value is documented; others were to be expected"),
  },
  "known-value-removed": {
    request: minor("it is still accepted, but no longer documented"),
    response: minor("it may still come, but is no longer documented"),
  },
  "property-added": {
    request: minor("requests may send it"),
    response: minor("answers may hold it"),
  },
  "required-property-added": {
    request: major("requests without it are refused"),
    response: minor("answers hold it"),
  },
  "property-removed": {
    request: major("requests that send it are refused or ignored"),
    response: major("code that reads it finds nothing"),
  },
  // Readers are asked to ignore what they do not know, so opening an answer announces additions.
  "additional-properties-allowed": {
    request: accepted,
    response: minor("answers may hold properties that are not documented"),
  },
  "additional-properties-forbidden": {
    request: major("requests with properties that are not documented are refused"),
    response: major("code that reads properties that are not documented finds nothing"),
  },
  "constraint-tightened": tightened,
  "constraint-loosened": widened,
  "constraint-changed": changed,
  "branch-added": {
    request: minor("requests may take one more form"),
    response: major("answers may take a form that code does not handle"),
  },
  "branch-removed": {
    request: major("requests of this form are refused"),
    response: minor("answers never take this form"),
  },
  // A value that matches two branches of `oneOf` is refused.
  "overlapping-branch-added": changed,
  "overlapping-branch-removed": changed,
  "branches-overlap": changed,
  "branches-implied": {
    request: minor("all that is accepted without the list matches it"),
    response: minor("all that comes without the list matches it"),
  },
  "discriminator-added": {
    request: minor("forms can be told apart by it"),
    response: minor("forms can be told apart by it"),
  },
  // Whether it may come is a matter of the property's own list of values.
  "discriminator-value-added": {
    request: minor("one more value leads to a form that is known"),
    response: minor("one more value leads to a form that is known"),
  },
  "discriminator-removed": {
    request: major("forms can no longer be told apart by it"),
    response: major("code cannot tell forms apart by it"),
  },
  "discriminator-changed": {
    request: major("forms are told apart in another way"),
    response: major("code tells forms apart wrongly"),
  },
  "default-added": {
    request: minor("what happens without it is documented"),
    response: minor("what its absence means is documented"),
  },
  "default-changed": {
    request: major("requests that leave it out mean something else"),
    response: major("its absence means something else"),
  },
  "default-removed": {
    request: major("what requests that leave it out mean is open"),
    response: major("what its absence means is open"),
  },
  // The safety net: what is not certainly the same and no rule has told.
  "not-understood": {
    request: major("not understood, so taken to break callers"),
    response: major("not understood, so taken to break code"),
  },
  "schema-removed": { request: minor("code that imports its type has to name another") },
  "unused-schema-changed": {
    request: minor("only its exported type changes; no operation uses it"),
  },
  "unused-component-changed": { documentation: patch("no operation uses it") },
  "rest-added": {
    request: minor("not compared in detail; it is new"),
    response: minor("not compared in detail; it is new"),
  },
  "rest-changed": {
    request: major("not compared in detail; it may break callers"),
    response: major("not compared in detail; it may break code"),
  },
  deprecated: {
    request: minor("callers are warned to stop using it"),
    response: minor("code is warned to stop reading it"),
  },
  undeprecated: {
    request: minor("callers may use it again"),
    response: minor("code may read it again"),
  },
  "documentation-changed": { documentation: patch("only words change") },
  "example-changed": { documentation: patch("only examples change") },
} satisfies Record<string, Partial<Record<Side, Judgement>>>;

export type Rule = keyof typeof rules;

export function judge(rule: Rule, side: Side): Judgement {
  const judgement = (rules[rule] as Partial<Record<Side, Judgement>>)[side];
  if (!judgement) throw new Error(`No judgement of ${rule} for the ${side} side`);
  return judgement;
}
