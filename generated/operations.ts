// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

import * as schemas from "./validators.js";

/** `POST /models` */
export const createModel = {
  id: "createModel",
  method: "POST",
  path: "/models",
  parameters: [],
  body: { required: true, content: { "application/json": schemas.sentCreateModelRequest } },
  answers: { "200": { "application/json": schemas.receivedModel } },
  errors: ["400","401","409","413","429","500","default"],
  accept: "application/json",
  security: [[{ name: "bearerAuth", header: "authorization", prefix: "Bearer " }]],
  docs: "https://openpipe-models.github.io/openpipe-models/#/models/createmodel",
};

/** `GET /models` */
export const listModels = {
  id: "listModels",
  method: "GET",
  path: "/models",
  parameters: [],
  answers: { "200": { "application/json": schemas.receivedModelList } },
  errors: ["401","429","500","default"],
  accept: "application/json",
  security: [[{ name: "bearerAuth", header: "authorization", prefix: "Bearer " }]],
  docs: "https://openpipe-models.github.io/openpipe-models/#/models/listmodels",
};

/** `GET /models/{modelSlug}` */
export const getModel = {
  id: "getModel",
  method: "GET",
  path: "/models/{modelSlug}",
  parameters: [{ name: "modelSlug", in: "path", required: true, style: "simple", explode: false, schema: "string" }],
  answers: { "200": { "application/json": schemas.receivedModel } },
  errors: ["401","404","429","500","default"],
  accept: "application/json",
  security: [[{ name: "bearerAuth", header: "authorization", prefix: "Bearer " }]],
  docs: "https://openpipe-models.github.io/openpipe-models/#/models/getmodel",
};

/** `DELETE /models/{modelSlug}` */
export const deleteModel = {
  id: "deleteModel",
  method: "DELETE",
  path: "/models/{modelSlug}",
  parameters: [{ name: "modelSlug", in: "path", required: true, style: "simple", explode: false, schema: "string" }],
  answers: { "200": { "application/json": schemas.receivedDeletedModel } },
  errors: ["401","404","429","500","default"],
  accept: "application/json",
  security: [[{ name: "bearerAuth", header: "authorization", prefix: "Bearer " }]],
  docs: "https://openpipe-models.github.io/openpipe-models/#/models/deletemodel",
};
