// Not formatted, because each @ts-expect-error holds for one line only.
// Compiled, never run: the vendor's types and ours must accept the same requests and answers.
import type OpenPipe from "openpipe/client";
import type { CreateModelRequest, DeletedModel, Model, ModelList } from "openpipe-models";

type Theirs<Name extends "createModel" | "getModel" | "listModels" | "deleteModel"> = Awaited<
  ReturnType<OpenPipe[Name]>
>;
type TheirRequest = Parameters<OpenPipe["createModel"]>[0];

declare const theirRequest: TheirRequest;
declare const ourRequest: CreateModelRequest;
export const accepted: [CreateModelRequest, TheirRequest] = [theirRequest, ourRequest];

/** Every property at any depth, as `trainingConfig.provider`: an optional one more is assignable. */
type Paths<T> = T extends readonly (infer Item)[]
  ? Paths<Item>
  : T extends object
    ? { [K in keyof T & string]-?: K | `${K}.${Paths<NonNullable<T[K]>>}` }[keyof T & string]
    : never;
declare const theirPaths: Paths<TheirRequest>;
declare const ourPaths: Paths<CreateModelRequest>;
export const properties: [Paths<CreateModelRequest>, Paths<TheirRequest>] = [theirPaths, ourPaths];

declare const theirModel: Theirs<"createModel">;
declare const ourModel: Model;
export const model: [Model, Theirs<"createModel">, Theirs<"getModel">] = [
  theirModel,
  ourModel,
  ourModel,
];

declare const theirList: Theirs<"listModels">;
declare const ourList: ModelList;
export const list: [ModelList, Theirs<"listModels">] = [theirList, ourList];

declare const theirDeleted: Theirs<"deleteModel">;
declare const ourDeleted: DeletedModel;
export const deleted: [DeletedModel, Theirs<"deleteModel">] = [theirDeleted, ourDeleted];

// And neither accepts just anything: num_epochs is not a hyperparameter of provider openai.
const config = { provider: "openai", baseModel: "gpt-4o-2024-08-06" } as const;
// @ts-expect-error
export const wrong: TheirRequest["trainingConfig"] = { ...config, sft_hyperparameters: { num_epochs: 1 } };
// @ts-expect-error
export const alsoWrong: CreateModelRequest["trainingConfig"] = { ...config, sft_hyperparameters: { num_epochs: 1 } };
