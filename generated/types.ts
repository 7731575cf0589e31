// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

export interface paths {
    "/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List all models
         * @description Returns every model of the key's project in one answer; the list is not paged.
         */
        get: operations["listModels"];
        put?: never;
        /**
         * Create a fine-tuned model
         * @description Starts a training job, which costs money and takes minutes to hours; no operation stops it. Answers at once with a `PENDING` model: poll it until it is `DEPLOYED` or `ERROR`.
         */
        post: operations["createModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/models/{modelSlug}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        /**
         * Get a model
         * @description Returns the model with its training status. Poll it about every 10 seconds after a create, until `openpipe.status` is `DEPLOYED` or `ERROR`.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /**
         * Delete a model
         * @description Removes the model. A way back, or a refund of what its training cost, is not published: count on neither.
         */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What to train, and the slug that will name it. Any other property is refused (400 `BAD_REQUEST`). */
        CreateModelRequest: {
            /** @description The dataset to train on. A UUID in practice. */
            datasetId: string;
            /** @description The name of the new model, which becomes its `id`. Globally unique: a slug that is taken, or that equals a base model's name, is refused. */
            slug: string;
            /** @description Where the model is trained, and with which settings. */
            trainingConfig: components["schemas"]["TrainingConfig"];
            /**
             * @description Pruning rules to apply to the dataset before training.
             * @default []
             */
            pruningRuleIds?: string[];
            /** @description The temperature that the model uses when a request to it names none. */
            defaultTemperature?: number;
        };
        /** @description Where the model is trained, and with which settings. `provider` says which of the four it is: each has its own base models and hyperparameters. */
        TrainingConfig: components["schemas"]["OpenPipeTrainingConfig"] | components["schemas"]["OpenPipeRewardTrainingConfig"] | components["schemas"]["OpenAITrainingConfig"] | components["schemas"]["GeminiTrainingConfig"];
        /** @description Training of an open-weight model on OpenPipe. */
        OpenPipeTrainingConfig: {
            /**
             * @description Always `openpipe` here.
             * @constant
             */
            provider: "openpipe";
            /** @description The model to start from: a base model of the list, or the slug of a model trained earlier. The list is not enforced: any string passes the check of the input. */
            baseModel: ("meta-llama/Meta-Llama-3.1-8B-Instruct" | "meta-llama/Meta-Llama-3.1-70B-Instruct" | "meta-llama/Llama-3.3-70B-Instruct" | "meta-llama/Llama-3.1-8B" | "meta-llama/Llama-3.1-70B" | "Qwen/Qwen2.5-72B-Instruct" | "Qwen/Qwen2.5-Coder-7B-Instruct" | "Qwen/Qwen2.5-Coder-32B-Instruct" | "Qwen/Qwen2.5-1.5B-Instruct" | "Qwen/Qwen2.5-7B-Instruct" | "Qwen/Qwen2-VL-7B-Instruct" | "Qwen/Qwen2.5-14B-Instruct" | "Qwen/Qwen3-8B" | "Qwen/Qwen3-14B" | "mistralai/Mistral-Nemo-Base-2407" | "mistralai/Mistral-Small-24B-Base-2501" | "meta-llama/Llama-3.2-1B-Instruct" | "meta-llama/Llama-3.2-3B-Instruct" | "google/gemma-3-1b-it" | "google/gemma-3-4b-it" | "google/gemma-3-12b-it" | "google/gemma-3-27b-it") | string;
            /**
             * @description Whether to run supervised fine-tuning.
             * @default true
             */
            enable_sft?: boolean;
            /**
             * @description Whether to run preference tuning; some base models do not support it.
             * @default false
             */
            enable_preference_tuning?: boolean;
            /**
             * @description Settings of supervised fine-tuning. Those left out take defaults, which are not published.
             * @default {}
             */
            sft_hyperparameters?: components["schemas"]["OpenPipeSftHyperparameters"];
            /**
             * @description Settings of preference tuning. Those left out take defaults, which are not published. Unless empty, it needs `enable_preference_tuning: true`.
             * @default {}
             */
            preference_hyperparameters?: components["schemas"]["OpenPipePreferenceHyperparameters"];
            /**
             * @deprecated
             * @description Use `sft_hyperparameters` and `preference_hyperparameters` instead.
             */
            hyperparameters?: components["schemas"]["OpenPipeLegacyHyperparameters"];
        };
        /** @description Training of a reward model on OpenPipe. */
        OpenPipeRewardTrainingConfig: {
            /**
             * @description Always `openpipeReward` here.
             * @constant
             */
            provider: "openpipeReward";
            /** @description The model to start from: a base model of the list, or the slug of a model trained earlier. The list is not enforced: any string passes the check of the input. */
            baseModel: ("meta-llama/Llama-3.2-1B-Instruct" | "meta-llama/Llama-3.2-3B-Instruct" | "meta-llama/Meta-Llama-3.1-8B-Instruct" | "Qwen/Qwen2.5-0.5B-Instruct" | "Qwen/Qwen2.5-1.5B-Instruct" | "Qwen/Qwen2.5-3B-Instruct" | "Qwen/Qwen2.5-7B-Instruct" | "Qwen/Qwen3-8B") | string;
            /**
             * @description Settings of the training. Those left out take defaults, which are not published.
             * @default {}
             */
            hyperparameters?: components["schemas"]["OpenPipeSftHyperparameters"];
        };
        /** @description Fine-tuning of an OpenAI model at OpenAI. */
        OpenAITrainingConfig: {
            /**
             * @description Always `openai` here.
             * @constant
             */
            provider: "openai";
            /**
             * @description The OpenAI model to start from.
             * @enum {string}
             */
            baseModel: "gpt-4.1-2025-04-14" | "gpt-4.1-mini-2025-04-14" | "gpt-4o-mini-2024-07-18" | "gpt-4o-2024-08-06" | "gpt-3.5-turbo-0125";
            /**
             * @description Whether to run supervised fine-tuning.
             * @default true
             */
            enable_sft?: boolean;
            /**
             * @description Whether to run preference tuning; some base models do not support it.
             * @default false
             */
            enable_preference_tuning?: boolean;
            /**
             * @description Settings of supervised fine-tuning. Those left out take defaults, which are not published.
             * @default {}
             */
            sft_hyperparameters?: components["schemas"]["OpenAISftHyperparameters"];
            /**
             * @description Settings of preference tuning. Those left out take defaults, which are not published. Unless empty, it needs `enable_preference_tuning: true`.
             * @default {}
             */
            preference_hyperparameters?: components["schemas"]["OpenAIPreferenceHyperparameters"];
            /**
             * @deprecated
             * @description Use `sft_hyperparameters` and `preference_hyperparameters` instead.
             */
            hyperparameters?: components["schemas"]["OpenAILegacyHyperparameters"];
        };
        /** @description Fine-tuning of a Gemini model at Google. */
        GeminiTrainingConfig: {
            /**
             * @description Always `gemini` here.
             * @constant
             */
            provider: "gemini";
            /**
             * @description The Gemini model to start from.
             * @enum {string}
             */
            baseModel: "models/gemini-1.0-pro-001" | "models/gemini-1.5-flash-001-tuning";
            /**
             * @description Settings of supervised fine-tuning. Those left out take defaults, which are not published.
             * @default {}
             */
            sft_hyperparameters?: components["schemas"]["GeminiHyperparameters"];
            /**
             * @deprecated
             * @description Use `sft_hyperparameters` instead.
             */
            hyperparameters?: components["schemas"]["GeminiHyperparameters"];
        };
        /** @description Supervised fine-tuning on OpenPipe. Epochs are `num_epochs` here. */
        OpenPipeSftHyperparameters: {
            batch_size?: components["schemas"]["BatchSize"];
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            num_epochs?: number;
        };
        /** @description Preference tuning on OpenPipe. */
        OpenPipePreferenceHyperparameters: {
            variant?: components["schemas"]["PreferenceTuningVariant"];
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            num_epochs?: number;
            /** @description How strongly the model is kept close to the one that preference tuning starts from. */
            training_beta?: number;
            /** @description Weight of the adapter that preference tuning trains. */
            adapter_weight?: number;
        };
        /** @description Both trainings' settings in one object; replaced by one object for each. */
        OpenPipeLegacyHyperparameters: {
            /**
             * @description Whether to run supervised fine-tuning.
             * @default true
             */
            is_sft_enabled?: boolean;
            batch_size?: components["schemas"]["BatchSize"];
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            num_epochs?: number;
            /** @description Whether to run preference tuning. */
            is_preference_tuning_enabled?: boolean;
            preference_tuning_variant?: components["schemas"]["PreferenceTuningVariant"];
            /** @description Factor on the default learning rate of preference tuning. */
            preference_tuning_learning_rate_multiplier?: number;
            /** @description Passes over the dataset in preference tuning. */
            preference_tuning_num_epochs?: number;
            /** @description How strongly the model is kept close to the one that preference tuning starts from. */
            preference_tuning_training_beta?: number;
            /** @description Weight of the adapter that preference tuning trains. */
            preference_tuning_adapter_weight?: number;
        };
        /** @description Supervised fine-tuning at OpenAI. Epochs are `n_epochs` here. */
        OpenAISftHyperparameters: {
            /** @description Examples in one batch. */
            batch_size?: number;
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            n_epochs?: number;
        };
        /** @description Preference tuning at OpenAI. */
        OpenAIPreferenceHyperparameters: {
            /** @description How strongly the model is kept close to the one that preference tuning starts from. */
            beta?: number;
            /** @description Examples in one batch. */
            batch_size?: number;
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            n_epochs?: number;
        };
        /** @description Both trainings' settings in one object; replaced by one object for each. */
        OpenAILegacyHyperparameters: {
            /**
             * @description Whether to run supervised fine-tuning.
             * @default true
             */
            is_sft_enabled?: boolean;
            /** @description Examples in one batch. */
            batch_size?: number;
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
            /** @description Passes over the dataset. */
            n_epochs?: number;
            /** @description Whether to run preference tuning. */
            is_preference_tuning_enabled?: boolean;
            /** @description How strongly the model is kept close to the one that preference tuning starts from. */
            preference_tuning_beta?: number;
            /** @description Examples in one batch of preference tuning. */
            preference_tuning_batch_size?: number;
            /** @description Factor on the default learning rate of preference tuning. */
            preference_tuning_learning_rate_multiplier?: number;
            /** @description Passes over the dataset in preference tuning. */
            preference_tuning_n_epochs?: number;
        };
        /** @description Fine-tuning at Google. Epochs are `epochs` here. */
        GeminiHyperparameters: {
            /** @description Passes over the dataset. */
            epochs?: number;
            /** @description Examples in one batch. */
            batch_size?: number;
            /** @description The learning rate itself. */
            learning_rate?: number;
            /** @description Factor on the default learning rate. */
            learning_rate_multiplier?: number;
        };
        /** @description Examples in one batch, or `auto` to let OpenPipe choose. */
        BatchSize: "auto" | number;
        /**
         * @description The preference tuning method.
         * @enum {string}
         */
        PreferenceTuningVariant: "DPO" | "APO Zero";
        /** @description A fine-tuned model. Every property is always present. */
        Model: {
            /** @description The slug that the model was created with. */
            id: string;
            /** @description The name shown to people. */
            name: string;
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "model";
            /** @description What the model is for, if somebody wrote it down. */
            description: string | null;
            /** @description When the model was created. An ISO 8601 date-time in practice. */
            created: string;
            /** @description When the model last changed. An ISO 8601 date-time in practice. */
            updated: string;
            openpipe: components["schemas"]["ModelTraining"];
            /** @description Tokens that a request and its completion may have together. */
            contextWindow: number;
            /** @description Tokens that a completion may have. */
            maxCompletionTokens: number;
            /** @description What the model can be asked for. */
            capabilities: components["schemas"]["ModelCapability"][];
            pricing: components["schemas"]["ModelPricing"];
            /** @description The organization that the model belongs to. */
            owned_by: string;
        };
        /** @description Where the model comes from and how far its training is. */
        ModelTraining: {
            /** @description The base model that was asked for. */
            baseModel: string;
            /** @description The hyperparameters that were sent, if any. How those of preference tuning come back is not published; the examples show those of supervised fine-tuning. */
            hyperparameters: {
                [key: string]: unknown;
            } | null;
            status: components["schemas"]["ModelStatus"];
            /** @description The dataset that the model is trained on. */
            datasetId: string;
            /** @description Why training failed, when `status` is `ERROR`. */
            errorMessage: string | null;
        };
        /**
         * @description How far the model is. A new one is `PENDING`, `DEPLOYED` can be used, and `ERROR` has failed.
         * @enum {string}
         */
        ModelStatus: "PENDING" | "TRAINING" | "DEPLOYED" | "ERROR" | "DEPRECATED" | "PENDING_DEPRECATION" | "QUEUED" | "PROVISIONING";
        /**
         * @description One thing that a model can be asked for.
         * @enum {string}
         */
        ModelCapability: "chat" | "tools" | "json";
        /** @description What using the model costs, in US dollars per million tokens. */
        ModelPricing: {
            /** @description US dollars per million tokens of the request. */
            chatIn: number;
            /** @description US dollars per million tokens of the completion. */
            chatOut: number;
        };
        /** @description All models of a project. */
        ModelList: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "list";
            /** @description The models, in no promised order. */
            data: components["schemas"]["Model"][];
        };
        /** @description Tells that a model was deleted. */
        DeletedModel: {
            /** @description The slug of the deleted model. */
            id: string;
            /**
             * @description The kind of the deleted object.
             * @constant
             */
            object: "model";
            /** @description Whether the model was deleted. */
            deleted: boolean;
        };
        /** @description The shape of every error. */
        ErrorResponse: {
            /** @description What went wrong, for people. */
            message: string;
            /** @description What went wrong, for programs. Expect codes that are not listed. */
            code: ("PARSE_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_SUPPORTED" | "TIMEOUT" | "CONFLICT" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNPROCESSABLE_CONTENT" | "TOO_MANY_REQUESTS" | "CLIENT_CLOSED_REQUEST" | "INTERNAL_SERVER_ERROR") | string;
            /** @description What is wrong with the input, when it was refused. */
            issues?: components["schemas"]["ErrorIssue"][];
        };
        /** @description One thing that is wrong with the input. Other properties, such as `path`, can come with it. */
        ErrorIssue: {
            /** @description What is wrong. */
            message: string;
        } & {
            [key: string]: unknown;
        };
    };
    responses: {
        /** @description The body is not JSON (`PARSE_ERROR`) or the input is refused (`BAD_REQUEST`). No job was started: correct the request before sending it again. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The token is missing, malformed or unknown, or it is read-only and the operation writes. Check the API key; sending the request again does not help. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The project has no model with this slug. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The slug is taken, and this request started no job. The status can differ: the published server code answers 500 here. Read the message. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is over about 100 kB. No job was started. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The project sends too many requests. Wait before you send this one again: that it was not processed is the usual meaning of the status, and not published. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The API failed. After a create the outcome is unknown: read the model by its slug before you send the request again. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Any other error, in the same shape. `code` says which. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: {
        /** @description The slug that the model was created with, which is its `id`. */
        ModelSlug: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type CreateModelRequest = components['schemas']['CreateModelRequest'];
export type TrainingConfig = components['schemas']['TrainingConfig'];
export type OpenPipeTrainingConfig = components['schemas']['OpenPipeTrainingConfig'];
export type OpenPipeRewardTrainingConfig = components['schemas']['OpenPipeRewardTrainingConfig'];
export type OpenAITrainingConfig = components['schemas']['OpenAITrainingConfig'];
export type GeminiTrainingConfig = components['schemas']['GeminiTrainingConfig'];
export type OpenPipeSftHyperparameters = components['schemas']['OpenPipeSftHyperparameters'];
export type OpenPipePreferenceHyperparameters = components['schemas']['OpenPipePreferenceHyperparameters'];
export type OpenPipeLegacyHyperparameters = components['schemas']['OpenPipeLegacyHyperparameters'];
export type OpenAISftHyperparameters = components['schemas']['OpenAISftHyperparameters'];
export type OpenAIPreferenceHyperparameters = components['schemas']['OpenAIPreferenceHyperparameters'];
export type OpenAILegacyHyperparameters = components['schemas']['OpenAILegacyHyperparameters'];
export type GeminiHyperparameters = components['schemas']['GeminiHyperparameters'];
export type BatchSize = components['schemas']['BatchSize'];
export type PreferenceTuningVariant = components['schemas']['PreferenceTuningVariant'];
export type Model = components['schemas']['Model'];
export type ModelTraining = components['schemas']['ModelTraining'];
export type ModelStatus = components['schemas']['ModelStatus'];
export type ModelCapability = components['schemas']['ModelCapability'];
export type ModelPricing = components['schemas']['ModelPricing'];
export type ModelList = components['schemas']['ModelList'];
export type DeletedModel = components['schemas']['DeletedModel'];
export type ErrorResponse = components['schemas']['ErrorResponse'];
export type ErrorIssue = components['schemas']['ErrorIssue'];
export type ResponseBadRequest = components['responses']['BadRequest'];
export type ResponseUnauthorized = components['responses']['Unauthorized'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ResponseConflict = components['responses']['Conflict'];
export type ResponsePayloadTooLarge = components['responses']['PayloadTooLarge'];
export type ResponseTooManyRequests = components['responses']['TooManyRequests'];
export type ResponseInternalServerError = components['responses']['InternalServerError'];
export type ResponseUnexpectedError = components['responses']['UnexpectedError'];
export type ParameterModelSlug = components['parameters']['ModelSlug'];
export type $defs = Record<string, never>;
export interface operations {
    listModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All models of the project, in any state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    createModel: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description What to train, on which dataset, and the slug that will name the model. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateModelRequest"];
            };
        };
        responses: {
            /** @description The training job is accepted, and the model is `PENDING`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["PayloadTooLarge"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    getModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Model"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
    deleteModel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The model is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeletedModel"];
                };
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["InternalServerError"];
            default: components["responses"]["UnexpectedError"];
        };
    };
}
