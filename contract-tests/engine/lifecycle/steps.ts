import { append, tokensOf } from "../../../scripts/lib/document/index.js";
import type { CaseBody, ContractCase, Expectation } from "../case.js";
import type { TokenUse } from "../run/tokens.js";
import { type Operation, operationOf, request, success } from "../derive/operation.js";
import type { JsonObject } from "../derive/schema.js";
import type { Breach } from "../judge/judge.js";
import type { Described } from "../../resources.js";
import { encodeSegment } from "../run/encode.js";
import { answerPointer } from "./echo.js";
import * as judges from "./judge-step.js";

/** What the scenario creates. */
export interface Creation {
  /** What is special about the request: `openai / minimal`. */
  name: string;
  slug: string;
  body: CaseBody;
  json: JsonObject;
}

/** `unknown`: a request that would have changed it got no answer that says whether it did. */
export type ModelState = "not created" | "there" | "deleted" | "unknown";

/** What the steps so far have learnt of a creation. */
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
  /** What it is about. */
  creation?: Creation;
  /** The state that this has to be in; in another, the step is not sent. */
  needs?: ModelState;
  /** The state that an answer below 400 leads to. */
  leads?: ModelState;
  /** What is wrong with an answer whose status and body are right by themselves. */
  judge?(json: unknown, known: Known, status: number): Breach[];
}

interface Row {
  twice?: boolean;
  operation: "create" | "read" | "list" | "delete";
  needs: ModelState;
  leads?: ModelState;
  /** The statuses that refuse it. Left out: it has to succeed. */
  refused?: readonly number[] | "error" | "4xx";
  /** Whether it may succeed as well. */
  orSucceeds?: true;
  token?: TokenUse;
  judge?: judges.JudgeStep;
}

const locked = { needs: "there", refused: [401], token: "none" } as const;
const readOnly = { token: "read-only" } as const;
const gone = { needs: "deleted", refused: [404] } as const;
const eitherWay = { needs: "there", refused: [404], orSucceeds: true } as const;

/** The life of a resource: what can be asked in which state, what the answer is, and where it leads. */
const rows = {
  create: {
    operation: "create",
    needs: "not created",
    leads: "there",
    judge: judges.created,
  },
  /** A server may have rules of its own for slugs. */
  createOrRefuse: {
    operation: "create",
    needs: "not created",
    leads: "there",
    refused: [400, 422],
    orSucceeds: true,
    judge: judges.createdOrRefused,
  },
  /** The same slug as another's but for its case: it may be taken then, or a slug of its own. */
  createOtherCase: {
    operation: "create",
    needs: "not created",
    leads: "there",
    refused: [400, 409, 422, 500],
    orSucceeds: true,
    judge: judges.createdOrRefused,
  },
  /** A server need not have what it asks for. */
  createIfThere: {
    operation: "create",
    needs: "not created",
    leads: "there",
    refused: [400, 404, 422],
    orSucceeds: true,
    judge: judges.createdOrRefused,
  },
  /** Taken or refused, as long as it is no server error. */
  createAnyhow: {
    operation: "create",
    needs: "not created",
    leads: "there",
    refused: [400, 422],
    orSucceeds: true,
  },
  createRefused: { operation: "create", needs: "not created", refused: [400, 422] },
  taken: { operation: "create", needs: "there", refused: "error" },
  read: { operation: "read", needs: "there", judge: judges.read },
  listed: { operation: "list", needs: "there", judge: judges.listed },
  readLocked: { operation: "read", ...locked },
  deleteLocked: { operation: "delete", ...locked },
  /** A slug that nobody has, and that is like this one's. */
  readNear: { operation: "read", needs: "there", refused: [404] },
  deleteNear: { operation: "delete", needs: "there", leads: "deleted", refused: [404] },
  /** Who may only read may read, and nothing else. */
  takenReadOnly: { operation: "create", needs: "there", ...readOnly, refused: [401] },
  readReadOnly: { operation: "read", needs: "there", ...readOnly },
  deleteReadOnly: { operation: "delete", needs: "there", ...readOnly, refused: [401] },
  takenLocked: { operation: "create", ...locked },
  /** There is no such path. */
  readBelow: { operation: "read", needs: "there", refused: [404] },
  deleteBelow: { operation: "delete", needs: "there", leads: "deleted", refused: [404] },
  /** The path has no such method. */
  otherMethod: { operation: "read", needs: "there", leads: "unknown", refused: "4xx" },
  /** A parameter that nobody described may be refused. */
  readWithQuery: { operation: "read", needs: "there", refused: [400], orSucceeds: true },
  listedWithQuery: { operation: "list", needs: "there", refused: [400], orSucceeds: true },
  /** Two creates of one slug at once: at most one is accepted. */
  createTwice: {
    operation: "create",
    needs: "not created",
    leads: "there",
    twice: true,
    judge: judges.createdOnce,
  },
  /** Whether the slug of a deleted model can be used again is for the server to say. */
  createAgain: {
    operation: "create",
    needs: "deleted",
    leads: "there",
    refused: [400, 409, 422, 500],
    orSucceeds: true,
    judge: judges.createdAgain,
  },
  /** In another case a slug may name the same model or none; a delete has to agree with a read. */
  readOtherCase: { operation: "read", ...eitherWay, judge: judges.readInOtherCase },
  deleteOtherCase: {
    operation: "delete",
    ...eitherWay,
    leads: "deleted",
    judge: judges.deletedInOtherCase,
  },
  delete: {
    operation: "delete",
    needs: "there",
    leads: "deleted",
    judge: judges.deleted,
  },
  readGone: { operation: "read", ...gone },
  deleteGone: { operation: "delete", ...gone },
  notListed: { operation: "list", needs: "deleted", judge: judges.notListed },
} satisfies Record<string, Row>;

/** Makes a step of a row of the table; none where the resource lacks the operation. */
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
) => Step[];

export function createStepMaker(resource: Described): MakeStep {
  const { document } = resource;
  return (key, creation, name, changes = {}) => {
    const { slug = creation.slug, behind = "", body, token: use, method } = changes;
    const row: Row = rows[key];
    const { needs, leads, twice, judge } = row;
    const token = use ?? row.token;
    const id = resource[row.operation];
    if (id === undefined) return [];
    const operation = operationOf(document, id);
    const expect = expectationOf(operation, row, token);
    const pointer = rulePointer(resource, operation, expect);
    const sent = row.operation === "create" ? (body ?? creation.body) : undefined;
    const contractCase: ContractCase = {
      id: `lifecycle / ${resource.name} / ${creation.name} / ${name}`,
      operationId: id,
      group: "lifecycle",
      pointer,
      instancePath: "",
      request: {
        ...request(operation, { unknownResource: true }),
        path: operation.path.replace(/\{[^}]+\}/, () => encodeSegment(slug)) + behind,
        ...(method && { method }),
        ...(token && { token }),
        ...(sent && { body: sent }),
      },
      expect,
      ...(token === "read-only" && {
        undecidableOn: { reference: "The reference server has no read-only key." },
      }),
    };
    const step: Step = {
      contractCase,
      creation,
      needs,
      ...(leads && { leads }),
      ...(twice && { twice }),
      ...(judge && {
        judge: (json, known, status) =>
          judge({ resource, pointer, creation: withBody(creation, body), known }, json, status),
      }),
    };
    return [step];
  };
}

function expectationOf(
  operation: Operation,
  { refused, orSucceeds }: Row,
  token: TokenUse | undefined,
): Expectation {
  if (refused === undefined) return success(operation);
  // A parameter that nobody described may be refused as such.
  const refusals = token === "in-query" ? [401, 400, 404] : refused;
  const also = orSucceeds ? (success(operation).statuses as readonly number[]) : [];
  const statuses = typeof refusals === "string" ? refusals : [...also, ...refusals];
  // Of a method that a path has not, the document says nothing.
  return { kind: "refusal", statuses, documented: refused !== "4xx" };
}

/** What a creation asked for when it was sent with another body. */
function withBody(creation: Creation, body: CaseBody | undefined): Creation {
  if (!body || !("json" in body.content)) return creation;
  return { ...creation, json: body.content.json as JsonObject };
}

/** Where the document says what the answer has to be. */
function rulePointer(
  { document, list, items, identity }: Described,
  { id, path, pointer, body }: Operation,
  expect: Expectation,
): string {
  if (expect.statuses === "4xx") return append("#/paths", path);
  if (expect.kind === "success") return answerPointer(document, id, id === list ? items : "");
  if (expect.statuses === "error") {
    return append(body?.schema.pointer ?? "#", ...tokensOf(identity.request));
  }
  const isAboutToken = [expect.statuses].flat().includes(401);
  return isAboutToken ? pointer : append(pointer, "responses", "404");
}
