import { append, type OpenApiDocument } from "../../../scripts/lib/document/index.js";
import type { CaseBody, ContractCase, Expectation } from "../case.js";
import type { TokenUse } from "../run/tokens.js";
import { type Operation, operations, request } from "../derive/operation.js";
import type { JsonObject } from "../derive/schema.js";
import type { Breach } from "../judge/judge.js";
import { resource } from "../../resources.js";
import { encodeSegment } from "../run/encode.js";
import { answerPointer } from "./echo.js";
import * as judges from "./judge-step.js";

/** A model that the scenario creates. */
export interface Creation {
  /** What is special about the request: `openai / minimal`. */
  name: string;
  slug: string;
  body: CaseBody;
  json: JsonObject;
}

/** `unknown`: a request that would have changed it got no answer that says whether it did. */
export type ModelState = "not created" | "there" | "deleted" | "unknown";

/** What the steps so far have learnt of a model. */
export interface Known {
  state: ModelState;
  /** What its create answered. */
  model?: JsonObject;
  /** What was there before it was deleted and made again. */
  before?: JsonObject;
  /** What was wrong when its state went back. */
  back?: Breach | undefined;
  /** What the last read showed. */
  last?: unknown;
  /** Whether two creates at once were accepted. */
  twice?: boolean;
  /** Whether a read finds it by its slug in another case. */
  ignoresCase?: boolean;
}

/** One request of the scenario. */
export interface Step {
  /** Sends it two times at once; then the answer counts that accepts it, if there is one. */
  twice?: boolean;
  contractCase: ContractCase;
  /** The model that it is about. */
  creation?: Creation;
  /** The state that the model has to be in; in another, the step is not sent. */
  needs?: ModelState;
  /** The state that an answer below 400 leads to. */
  leads?: ModelState;
  /** What is wrong with an answer whose status and body are right by themselves. */
  judge?(json: unknown, known: Known, status: number): Breach[];
}

interface Row {
  twice?: boolean;
  operation: string;
  needs: ModelState;
  leads?: ModelState;
  expect: Expectation;
  token?: TokenUse;
  judge?: judges.JudgeStep;
}

const { create, read, list, delete: remove } = resource;
const success: Expectation = { kind: "success", statuses: [200] };
const refusal = (statuses: readonly number[] | "error"): Expectation => ({
  kind: "refusal",
  statuses,
  documented: true,
});
const locked = { needs: "there", expect: refusal([401]), token: "none" } as const;
const readOnly = { token: "read-only" } as const;
const gone = { needs: "deleted", expect: refusal([404]) } as const;
const noMethod = { kind: "refusal", statuses: "4xx", documented: false } as const;
const eitherWay = { needs: "there", expect: refusal([200, 404]) } as const;

/** The life of a model: what can be asked in which state, what the answer is, and where it leads. */
const rows = {
  create: {
    operation: create,
    needs: "not created",
    leads: "there",
    expect: success,
    judge: judges.created,
  },
  /** A server may have rules of its own for slugs. */
  createOrRefuse: {
    operation: create,
    needs: "not created",
    leads: "there",
    expect: refusal([200, 400, 422]),
    judge: judges.createdOrRefused,
  },
  /** The same slug as another's but for its case: it may be taken then, or a slug of its own. */
  createOtherCase: {
    operation: create,
    needs: "not created",
    leads: "there",
    expect: refusal([200, 400, 409, 422, 500]),
    judge: judges.createdOrRefused,
  },
  /** A server need not have what it asks for. */
  createIfThere: {
    operation: create,
    needs: "not created",
    leads: "there",
    expect: refusal([200, 400, 404, 422]),
    judge: judges.createdOrRefused,
  },
  /** Taken or refused, as long as it is no server error. */
  createAnyhow: {
    operation: create,
    needs: "not created",
    leads: "there",
    expect: refusal([200, 400, 422]),
  },
  createRefused: { operation: create, needs: "not created", expect: refusal([400, 422]) },
  taken: { operation: create, needs: "there", expect: refusal("error") },
  read: { operation: read, needs: "there", expect: success, judge: judges.read },
  listed: { operation: list, needs: "there", expect: success, judge: judges.listed },
  readLocked: { operation: read, ...locked },
  deleteLocked: { operation: remove, ...locked },
  /** A slug that nobody has, and that is like this model's. */
  readNear: { operation: read, needs: "there", expect: refusal([404]) },
  deleteNear: { operation: remove, needs: "there", leads: "deleted", expect: refusal([404]) },
  /** Who may only read may read, and nothing else. */
  takenReadOnly: { operation: create, needs: "there", ...readOnly, expect: refusal([401]) },
  readReadOnly: { operation: read, needs: "there", ...readOnly, expect: success },
  deleteReadOnly: { operation: remove, needs: "there", ...readOnly, expect: refusal([401]) },
  takenLocked: { operation: create, ...locked },
  /** There is no such path. */
  readBelow: { operation: read, needs: "there", expect: refusal([404]) },
  deleteBelow: { operation: remove, needs: "there", leads: "deleted", expect: refusal([404]) },
  /** The path has no such method. */
  otherMethod: { operation: read, needs: "there", leads: "unknown", expect: noMethod },
  /** A parameter that nobody described may be refused. */
  readWithQuery: { operation: read, needs: "there", expect: refusal([200, 400]) },
  /** Two creates of one slug at once: at most one is accepted. */
  createTwice: {
    operation: create,
    needs: "not created",
    leads: "there",
    twice: true,
    expect: success,
    judge: judges.createdOnce,
  },
  /** Whether the slug of a deleted model can be used again is for the server to say. */
  createAgain: {
    operation: create,
    needs: "deleted",
    leads: "there",
    expect: refusal([200, 400, 409, 422, 500]),
    judge: judges.createdAgain,
  },
  /** In another case a slug may name the same model or none; a delete has to agree with a read. */
  readOtherCase: { operation: read, ...eitherWay, judge: judges.readInOtherCase },
  deleteOtherCase: {
    operation: remove,
    ...eitherWay,
    leads: "deleted",
    judge: judges.deletedInOtherCase,
  },
  delete: {
    operation: remove,
    needs: "there",
    leads: "deleted",
    expect: success,
    judge: judges.deleted,
  },
  readGone: { operation: read, ...gone },
  deleteGone: { operation: remove, ...gone },
  notListed: { operation: list, needs: "deleted", expect: success, judge: judges.notListed },
} satisfies Record<string, Row>;

/** Makes a step of a row of the table. */
export type MakeStep = (
  row: keyof typeof rows,
  creation: Creation,
  name: string,
  changes?: {
    slug?: string;
    behind?: string;
    body?: CaseBody;
    token?: TokenUse;
    method?: string;
  },
) => Step;

export function createStepMaker(document: OpenApiDocument): MakeStep {
  const all = new Map(operations(document).map((operation) => [operation.id, operation]));
  return (key, creation, name, changes = {}) => {
    const { slug = creation.slug, behind = "", body, token: use, method } = changes;
    const { operation: id, needs, leads, twice, judge, ...row }: Row = rows[key];
    const token = use ?? row.token;
    // A parameter that nobody described may be refused as such.
    const expect = token === "in-query" ? refusal([401, 400, 404]) : row.expect;
    const operation = all.get(id) as Operation;
    const pointer = method
      ? append("#/paths", operation.path)
      : rulePointer(document, operation, expect);
    const sent = id === create ? (body ?? creation.body) : undefined;
    return {
      contractCase: {
        id: `lifecycle / ${creation.name} / ${name}`,
        operationId: id,
        group: "lifecycle",
        pointer,
        instancePath: "",
        request: {
          ...request(operation, { unknownResource: true }),
          path: operation.path.replace(/\{[^}]+\}/, () => encodeSegment(slug) + behind),
          ...(method && { method }),
          ...(token && { token }),
          ...(sent && { body: sent }),
        },
        expect,
        ...(token === "read-only" && {
          undecidableOn: { reference: "The reference server has no read-only key." },
        }),
      },
      creation,
      needs,
      ...(leads && { leads }),
      ...(twice && { twice }),
      ...(judge && {
        judge: (json, known, status) =>
          judge({ document, pointer, creation: withBody(creation, body), known }, json, status),
      }),
    };
  };
}

/** What a creation asked for when it was sent with another body. */
function withBody(creation: Creation, body: CaseBody | undefined): Creation {
  if (!body || !("json" in body.content)) return creation;
  return { ...creation, json: body.content.json as JsonObject };
}

/** Where the document says what the answer has to be. */
function rulePointer(document: OpenApiDocument, operation: Operation, expect: Expectation): string {
  const { id, pointer, body } = operation;
  if (expect.kind === "success") return answerPointer(document, id, id === list ? "/data" : "");
  if (expect.statuses === "error") {
    return append(body?.schema.pointer ?? "#", ...resource.identity.request.split("/").slice(1));
  }
  const isAboutToken = [expect.statuses].flat().includes(401);
  return isAboutToken ? pointer : append(pointer, "responses", "404");
}
