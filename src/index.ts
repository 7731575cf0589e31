export type * from "../generated/types.js";
export { ApiError } from "./errors.js";
export {
  createModelsClient,
  type ModelsClient,
  type ModelsClientOptions,
} from "./models-client.js";
