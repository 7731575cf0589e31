import { at, config, type Documents, error, models, operation, request } from "./documents.js";

const schemas = "#/components/schemas";
const openpipe = `${schemas}/OpenPipeTrainingConfig`;

/** A change to one of the two documents, and all the drift that it is reported as. */
export interface Mutation {
  name: string;
  change: (documents: Documents) => void;
  /** `<kind> <change> | <pointer into ours> | <pointers into the vendor's>`. */
  drift: string[];
}

const everyModel = (tail: string) =>
  at
    .models()
    .map((pointer) => pointer + tail)
    .join(" ");

export const vendorMutations: Mutation[] = [
  {
    name: "operation added",
    change: ({ vendor }) => {
      vendor.paths["/models/{modelSlug}"].patch = { responses: { "200": { description: "" } } };
    },
    drift: [
      "added operation PATCH /models/{modelSlug} added | #/paths | #/paths/~1models~1{modelSlug}/patch",
    ],
  },
  {
    name: "operation under a path of ours",
    change: ({ vendor }) => {
      vendor.paths["/models/{modelSlug}/cancel"] = { post: { responses: {} } };
    },
    drift: [
      "added operation POST /models/{modelSlug}/cancel added | #/paths | #/paths/~1models~1{modelSlug}~1cancel/post",
    ],
  },
  {
    name: "operation removed",
    change: ({ vendor }) => delete vendor.paths["/models/{modelSlug}"].delete,
    drift: [
      "removed operation DELETE /models/{modelSlug} removed | #/paths/~1models~1{modelSlug}/delete | #/paths",
    ],
  },
  {
    name: "optional request property",
    change: ({ vendor }) => {
      request(vendor).properties.seed = { type: "number" };
    },
    drift: [
      `added optional property "seed" added | ${schemas}/CreateModelRequest | ${at.request}/properties/seed`,
    ],
  },
  {
    name: "required request property",
    change: ({ vendor }) => {
      request(vendor).properties.region = { type: "string" };
      request(vendor).required.push("region");
    },
    drift: [
      `added required property "region" added | ${schemas}/CreateModelRequest | ${at.request}/properties/region`,
    ],
  },
  {
    name: "property of one provider",
    change: ({ vendor }) => {
      config(vendor, 0).properties.seed = { type: "number" };
    },
    drift: [`added optional property "seed" added | ${openpipe} | ${at.config(0)}/properties/seed`],
  },
  {
    name: "media type of a request",
    change: ({ vendor }) => {
      operation.post(vendor).requestBody.content["text/csv"] = {};
    },
    drift: [
      `added media type text/csv added | ${at.post}/requestBody | ${at.post}/requestBody/content/text~1csv`,
    ],
  },
  {
    name: "request property removed",
    change: ({ vendor }) => delete request(vendor).properties.defaultTemperature,
    drift: [
      `removed property "defaultTemperature" removed | ${schemas}/CreateModelRequest/properties/defaultTemperature | ${at.request}`,
    ],
  },
  {
    name: "request property required",
    change: ({ vendor }) => request(vendor).required.push("pruningRuleIds"),
    drift: [
      `changed property "pruningRuleIds" became required | ${schemas}/CreateModelRequest/properties/pruningRuleIds | ${at.request}/properties/pruningRuleIds`,
    ],
  },
  {
    name: "request opened",
    change: ({ vendor }) => delete request(vendor).additionalProperties,
    drift: [
      `changed other properties are allowed | ${schemas}/CreateModelRequest/additionalProperties | ${at.request}`,
    ],
  },
  {
    name: "enum value added to a request",
    change: ({ vendor }) => config(vendor, 2).properties.baseModel.enum.push("gpt-5"),
    drift: [
      `added value "gpt-5" added | ${schemas}/OpenAITrainingConfig/properties/baseModel/enum | ${at.config(2)}/properties/baseModel/enum`,
    ],
  },
  {
    name: "enum value removed from a request",
    change: ({ vendor }) => config(vendor, 3).properties.baseModel.enum.shift(),
    drift: [
      `removed value "models/gemini-1.0-pro-001" removed | ${schemas}/GeminiTrainingConfig/properties/baseModel/enum | ${at.config(3)}/properties/baseModel/enum`,
    ],
  },
  {
    name: "provider added",
    change: ({ vendor }) => {
      request(vendor).properties.trainingConfig.anyOf.push({
        type: "object",
        properties: { provider: { type: "string", enum: ["anthropic"] } },
        required: ["provider"],
      });
    },
    drift: [
      `added branch provider: "anthropic" added | ${schemas}/TrainingConfig | ${at.config(4)}`,
    ],
  },
  {
    name: "provider removed",
    change: ({ vendor }) => request(vendor).properties.trainingConfig.anyOf.splice(1, 1),
    drift: [
      `removed branch provider: "openpipeReward" removed | ${schemas}/OpenPipeRewardTrainingConfig | ${at.request}/properties/trainingConfig`,
    ],
  },
  {
    name: "limit added",
    change: ({ vendor }) => {
      request(vendor).properties.slug.minLength = 3;
    },
    drift: [
      `added \`minLength\` 3 added | ${schemas}/CreateModelRequest/properties/slug | ${at.request}/properties/slug/minLength`,
    ],
  },
  {
    name: "type narrowed",
    change: ({ vendor }) => {
      config(vendor, 3).properties.sft_hyperparameters.properties.epochs.type = "integer";
    },
    drift: [
      `changed type changed from number to integer | ${schemas}/GeminiHyperparameters/properties/epochs/type | ${at.config(3)}/properties/sft_hyperparameters/properties/epochs/type`,
    ],
  },
  {
    name: "default changed",
    change: ({ vendor }) => {
      config(vendor, 0).properties.enable_sft.default = false;
    },
    drift: [
      `changed default changed from true to false | ${openpipe}/properties/enable_sft/default | ${at.config(0)}/properties/enable_sft/default`,
    ],
  },
  {
    name: "default removed",
    change: ({ vendor }) => delete config(vendor, 0).properties.enable_preference_tuning.default,
    drift: [
      `removed default false removed | ${openpipe}/properties/enable_preference_tuning/default | ${at.config(0)}/properties/enable_preference_tuning`,
    ],
  },
  {
    name: "deprecation",
    change: ({ vendor }) => {
      config(vendor, 0).properties.enable_sft.deprecated = true;
    },
    drift: [
      `changed deprecated | ${openpipe}/properties/enable_sft | ${at.config(0)}/properties/enable_sft/deprecated`,
    ],
  },
  {
    name: "query parameter",
    change: ({ vendor }) => {
      operation.list(vendor).parameters.push({ name: "limit", in: "query", schema: {} });
    },
    drift: [
      `added optional query parameter "limit" added | #/paths/~1models/get | ${at.list}/parameters/0`,
    ],
  },
  {
    name: "request body optional",
    change: ({ vendor }) => delete operation.post(vendor).requestBody.required,
    drift: [
      `changed request body became optional | ${at.post}/requestBody/required | ${at.post}/requestBody`,
    ],
  },
  {
    name: "request schema left out",
    change: ({ vendor }) => {
      operation.post(vendor).requestBody.content["application/json"] = {};
    },
    drift: [
      `changed type changed from object to any | ${schemas}/CreateModelRequest/type | ${at.post}/requestBody/content/application~1json`,
      `removed property "datasetId" removed | ${schemas}/CreateModelRequest/properties/datasetId | ${at.post}/requestBody/content/application~1json`,
      `removed property "slug" removed | ${schemas}/CreateModelRequest/properties/slug | ${at.post}/requestBody/content/application~1json`,
      `removed property "trainingConfig" removed | ${schemas}/CreateModelRequest/properties/trainingConfig | ${at.post}/requestBody/content/application~1json`,
      `removed property "pruningRuleIds" removed | ${schemas}/CreateModelRequest/properties/pruningRuleIds | ${at.post}/requestBody/content/application~1json`,
      `removed property "defaultTemperature" removed | ${schemas}/CreateModelRequest/properties/defaultTemperature | ${at.post}/requestBody/content/application~1json`,
      `changed other properties are allowed | ${schemas}/CreateModelRequest/additionalProperties | ${at.post}/requestBody/content/application~1json`,
    ],
  },
  {
    name: "answer's property added to every copy",
    change: ({ vendor }) =>
      models(vendor).forEach((model) => {
        model.properties.tags = { type: "array", items: { type: "string" } };
      }),
    drift: [
      `added optional property "tags" added | ${schemas}/Model | ${everyModel("/properties/tags")}`,
    ],
  },
  {
    name: "answer's property added to one copy",
    change: ({ vendor }) => {
      models(vendor)[2].properties.tags = { type: "string" };
    },
    drift: [
      `added optional property "tags" added | ${schemas}/Model | ${at.answer(at.get)}/properties/tags`,
    ],
  },
  {
    name: "answer's property removed",
    change: ({ vendor }) =>
      models(vendor).forEach((model) => {
        delete model.properties.owned_by;
      }),
    drift: [
      `removed property "owned_by" removed | ${schemas}/Model/properties/owned_by | ${everyModel("")}`,
    ],
  },
  {
    name: "answer's property optional",
    change: ({ vendor }) =>
      models(vendor).forEach((model) => {
        model.properties.pricing.required.pop();
      }),
    drift: [
      `changed property "chatOut" became optional | ${schemas}/ModelPricing/properties/chatOut | ${everyModel("/properties/pricing/properties/chatOut")}`,
    ],
  },
  {
    name: "answer nullable",
    change: ({ vendor }) => {
      models(vendor)[1].properties.name.nullable = true;
    },
    drift: [
      `changed became nullable | ${schemas}/Model/properties/name/type | ${at.answer(at.post)}/properties/name/type`,
    ],
  },
  {
    name: "status added",
    change: ({ vendor }) =>
      models(vendor).forEach((model) => {
        model.properties.openpipe.properties.status.enum.push("PAUSED");
      }),
    drift: [
      `added value "PAUSED" added | ${schemas}/ModelStatus/enum | ${everyModel("/properties/openpipe/properties/status/enum")}`,
    ],
  },
  {
    name: "format of an answer",
    change: ({ vendor }) =>
      models(vendor).forEach((model) => {
        model.properties.created.format = "date-time";
      }),
    drift: [
      `added \`format\` "date-time" added | ${schemas}/Model/properties/created | ${everyModel("/properties/created/format")}`,
    ],
  },
  {
    name: "error property",
    change: ({ vendor }) => {
      error(vendor).properties.requestId = { type: "string" };
    },
    drift: [
      `added optional property "requestId" added | ${schemas}/ErrorResponse | #/components/responses/error/content/application~1json/schema/properties/requestId`,
    ],
  },
  {
    name: "success status",
    change: ({ vendor }) => {
      const { responses } = operation.delete(vendor);
      responses["204"] = { description: "" };
    },
    drift: [`added response 204 added | ${at.delete}/responses | ${at.delete}/responses/204`],
  },
  {
    name: "error without a body",
    change: ({ vendor }) => delete vendor.components.responses.error.content,
    drift: [
      ...["BadRequest", "Conflict", "InternalServerError", "NotFound", "PayloadTooLarge"],
      ...["TooManyRequests", "Unauthorized", "UnexpectedError"],
    ].map(
      (name) =>
        `removed media type application/json removed | #/components/responses/${name}/content/application~1json | #/components/responses/error`,
    ),
  },
  {
    name: "header of an answer",
    change: ({ vendor }) => {
      operation.get(vendor).responses["200"].headers = { "Retry-After": { schema: {} } };
    },
    drift: [
      `added header retry-after added | ${at.get}/responses/200 | ${at.get}/responses/200/headers/Retry-After`,
    ],
  },
  {
    name: "media type of an answer",
    change: ({ vendor }) => {
      operation.get(vendor).responses["200"].content["text/csv"] = {};
    },
    drift: [
      `added media type text/csv added | ${at.get}/responses/200 | ${at.get}/responses/200/content/text~1csv`,
    ],
  },
  {
    name: "another way to authenticate",
    change: ({ vendor }) => {
      vendor.components.securitySchemes.key = { type: "apiKey", in: "header", name: "X-Key" };
      operation.get(vendor).security.push({ key: [] });
    },
    drift: [`added security key added | #/security | ${at.get}/security`],
  },
  {
    name: "no authentication",
    change: ({ vendor }) => {
      operation.list(vendor).security = [];
    },
    drift: [`changed authentication became optional | #/security | ${at.list}/security`],
  },
  {
    name: "server moved",
    change: ({ vendor }) => {
      vendor.servers[0].url = "https://eu.openpipe.ai/api/v1";
    },
    drift: [
      "removed server https://api.openpipe.ai/api/v1 removed | #/servers | #/servers",
      "added server https://eu.openpipe.ai/api/v1 added | #/servers | #/servers",
    ],
  },
];

export const ourMutations: Mutation[] = [
  {
    name: "operation added",
    change: ({ ours }) => {
      ours.paths["/models/{modelSlug}"].put = { operationId: "updateModel", responses: {} };
    },
    drift: [
      "removed operation PUT /models/{modelSlug} removed | #/paths/~1models~1{modelSlug}/put | #/paths",
    ],
  },
  {
    name: "operation removed",
    change: ({ ours }) => delete ours.paths["/models"].get,
    drift: [`added operation GET /models added | #/paths | ${at.list}`],
  },
  {
    name: "request property added",
    change: ({ ours }) => {
      ours.components.schemas.CreateModelRequest.properties.seed = { type: "number" };
    },
    drift: [
      `removed property "seed" removed | ${schemas}/CreateModelRequest/properties/seed | ${at.request}`,
    ],
  },
  {
    name: "answer's property removed",
    change: ({ ours }) => {
      const { Model } = ours.components.schemas;
      delete Model.properties.owned_by;
      Model.required.pop();
    },
    drift: [
      `added required property "owned_by" added | ${schemas}/Model | ${everyModel("/properties/owned_by")}`,
    ],
  },
  {
    name: "limit added",
    change: ({ ours }) => {
      ours.components.schemas.CreateModelRequest.properties.slug.minLength = 1;
    },
    drift: [
      `removed \`minLength\` 1 removed | ${schemas}/CreateModelRequest/properties/slug/minLength | ${at.request}/properties/slug`,
    ],
  },
  {
    name: "status removed",
    change: ({ ours }) => ours.components.schemas.ModelStatus.enum.pop(),
    drift: [
      `added value "PROVISIONING" added | ${schemas}/ModelStatus/enum | ${everyModel("/properties/openpipe/properties/status/enum")}`,
    ],
  },
  {
    name: "schema used by two properties changed",
    change: ({ ours }) => {
      ours.components.schemas.GeminiHyperparameters.properties.epochs.type = "integer";
    },
    drift: [
      `changed type changed from integer to number | ${schemas}/GeminiHyperparameters/properties/epochs/type | ${at.config(3)}/properties/sft_hyperparameters/properties/epochs/type ${at.config(3)}/properties/hyperparameters/properties/epochs/type`,
    ],
  },
];
