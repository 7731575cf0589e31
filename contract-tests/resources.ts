/**
 * The one thing that the document cannot say: which of its operations create, read, list and delete
 * the same resource, and by which properties. Everything else about the cases is derived.
 */
export const resource = {
  create: "createModel",
  read: "getModel",
  list: "listModels",
  delete: "deleteModel",
  /** The request property that names the resource, and where answers echo it. */
  identity: { request: "/slug", response: "/id" },
  /** The request property that names the dataset, and where answers echo it. */
  dataset: { request: "/datasetId", response: "/openpipe/datasetId" },
  /** The objects of settings, of which answers echo the first that was sent. */
  settings: {
    request: ["/trainingConfig/sft_hyperparameters", "/trainingConfig/hyperparameters"],
    response: "/openpipe/hyperparameters",
  },
  /** What an answer says of the state of the resource. */
  state: {
    status: "/openpipe/status",
    /** From the first to the last; those that stand together are in no published order. */
    order: [
      ["PENDING"],
      ["QUEUED", "PROVISIONING", "TRAINING"],
      ["DEPLOYED", "ERROR"],
      ["PENDING_DEPRECATION"],
      ["DEPRECATED"],
    ],
    /** The state that `message` tells the reason of; in those before, there is no message. */
    failed: "ERROR",
    message: "/openpipe/errorMessage",
    created: "/created",
    changed: "/updated",
  },
  /** What a server need not have: a create that asks for it may be refused with 400 or 404. */
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
  baseModel: { request: "/trainingConfig/baseModel", response: "/openpipe/baseModel" },
} as const;

/** What errors say, and what the document says of it in words only. */
export const errors = {
  code: "/code",
  issues: "/issues",
  /** The code of a body that is not JSON, where its status has others. */
  syntax: "PARSE_ERROR",
  /** The statuses of refused input, which comes with issues. */
  inputStatuses: [400, 422],
} as const;

/** Whether the document's operation is one of these. */
export function isOfResource(operationId: string): boolean {
  const { create, read, list, delete: remove } = resource;
  return [create, read, list, remove].some((known) => known === operationId);
}

/** Every model that a contract test creates, or asks for and expects not to find, starts with this. */
export const slugPrefix = "openpipe-models-contract-";

/** A slug that no server has. */
export const unknownSlug = `${slugPrefix}no-such-model`;
