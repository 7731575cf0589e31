import { listOperations, type OpenApiDocument } from "../scripts/lib/document/index.js";
import { Failure } from "../scripts/lib/failure.js";

/** Where a request says something, and where answers say it again. */
export interface Echo {
  request: string;
  response: string;
}

/**
 * What a document cannot say: which of its operations create, read, list and delete the same resource,
 * and by which properties. Everything else about the cases is derived. Operations go by their ids, and
 * properties are JSON pointers into a body; what a resource does not have is left out.
 */
export interface Resource {
  /** What one is called in the names of cases and in reports. */
  name: string;
  create: string;
  /** The one parameter in its path is the name that the create gave; so it is for `delete`. */
  read: string;
  list?: string;
  /** Where the answer to a list has them. Default: `/data`. */
  items?: string;
  /** Left out: a live run creates none, as it could not take them away. */
  delete?: string;
  /** Where the answer to a delete says `true`. */
  deleted?: string;
  /** The name of one: a text of the request's body itself, of the creator's choice. */
  identity: Echo;
  /** What costs money to use. A create that names one that does not exist does no harm. */
  dataset?: Echo;
  baseModel?: Echo;
  /** The objects of settings, of which answers echo the first that was sent. */
  settings?: { request: readonly [string, ...string[]]; response: string };
  state?: State;
  /** What a server need not have: a create that asks for it may be refused with 400 or 404. */
  unsure?: readonly Unsure[];
}

/** What an answer says of the state of a resource. */
export interface State {
  status: string;
  /** From the first to the last; those that stand together are in no published order. */
  order: readonly [first: readonly string[], ...later: (readonly string[])[]];
  /** The state that `message` tells the reason of; in those before, there is no message. */
  failed: string;
  message: string;
  created: string;
  changed: string;
}

export interface Unsure {
  /** What it is, in reports. */
  name: string;
  /** The properties that ask for it. */
  asks: readonly string[];
  /** The property that names it. */
  real: string;
  /** The setting of a live run that says what the server has. */
  setting: string;
}

export const resources: readonly Resource[] = [
  {
    name: "model",
    create: "createModel",
    read: "getModel",
    list: "listModels",
    delete: "deleteModel",
    deleted: "/deleted",
    identity: { request: "/slug", response: "/id" },
    dataset: { request: "/datasetId", response: "/openpipe/datasetId" },
    baseModel: { request: "/trainingConfig/baseModel", response: "/openpipe/baseModel" },
    settings: {
      request: ["/trainingConfig/sft_hyperparameters", "/trainingConfig/hyperparameters"],
      response: "/openpipe/hyperparameters",
    },
    state: {
      status: "/openpipe/status",
      order: [
        ["PENDING"],
        ["QUEUED", "PROVISIONING", "TRAINING"],
        ["DEPLOYED", "ERROR"],
        ["PENDING_DEPRECATION"],
        ["DEPRECATED"],
      ],
      failed: "ERROR",
      message: "/openpipe/errorMessage",
      created: "/created",
      changed: "/updated",
    },
    unsure: [
      {
        name: "preference tuning of this base model",
        asks: [
          "/trainingConfig/enable_preference_tuning",
          "/trainingConfig/preference_hyperparameters",
          "/trainingConfig/hyperparameters/is_preference_tuning_enabled",
        ],
        real: "/trainingConfig/baseModel",
        setting: "OPENPIPE_CONTRACT_PREFERENCE_MODEL",
      },
      {
        name: "these pruning rules",
        asks: ["/pruningRuleIds"],
        real: "/pruningRuleIds",
        setting: "OPENPIPE_CONTRACT_PRUNING_RULE_ID",
      },
    ],
  },
];

/** What errors say, and what the document says of it in words only. */
export const errors = {
  code: "/code",
  issues: "/issues",
  /** The code of a body that is not JSON, where its status has others. */
  syntax: "PARSE_ERROR",
  /** The statuses of refused input, which comes with issues. */
  inputStatuses: [400, 422],
} as const;

/** A resource with the document that describes it. */
export interface Described extends Resource {
  document: OpenApiDocument;
  items: string;
}

/**
 * The resources that a document has.
 *
 * @throws Failure for one of which the document has some operations and lacks others.
 */
export function describedIn(
  document: OpenApiDocument,
  listed: readonly Resource[] = resources,
): Described[] {
  const ids = new Set(listOperations(document).map(({ operation }) => operation.operationId));
  return listed.flatMap((resource) => {
    const own = operationsOf(resource);
    const missing = own.filter((id) => !ids.has(id));
    if (missing.length === own.length) return [];
    if (missing.length > 0) {
      throw new Failure(
        `contract-tests/resources.ts names ${missing.join(" and ")}, which the document does not have.`,
      );
    }
    return [{ items: "/data", ...resource, document }];
  });
}

/** The resource that an operation is one of, if it is. */
export function resourceOf<R extends Resource>(
  operationId: string,
  listed: readonly R[],
): R | undefined {
  return listed.find((resource) => operationsOf(resource).includes(operationId));
}

function operationsOf({ create, read, list, delete: remove }: Resource): string[] {
  return [create, read, list, remove].filter((id) => id !== undefined);
}

/** The properties of a create that answers echo as they are. */
export function echoesOf({ identity, dataset, baseModel }: Resource): Echo[] {
  return [identity, dataset, baseModel].filter((echo) => echo !== undefined);
}

/** What every name that a contract test gives, or asks for and expects not to find, starts with. */
export const slugPrefix = "openpipe-models-contract-";

/** A name that no server has. */
export const unknownSlug = `${slugPrefix}no-such-model`;
