// Generated from openapi/openapi.yaml by `npm run generate`. Do not edit by hand.

/** What to train, and the slug that will name it. A property that is not listed, here or in what is nested, is refused with 400 `BAD_REQUEST`. */
export interface CreateModelRequest {
    /** The dataset to train on. A UUID in practice. */
    datasetId: string;
    /** The name of the new model, which becomes its `id`. Globally unique: a slug that is taken, or that equals a base model's name, is refused. It is kept as the text that was sent, or refused. */
    slug: string;
    /** Where the model is trained, and with which settings. */
    trainingConfig: TrainingConfig;
    /**
     * Pruning rules to apply to the dataset before training.
     *
     * @default []
     */
    pruningRuleIds?: string[];
    /** The temperature that the model uses when a request to it names none. The default is not published. */
    defaultTemperature?: number;
}

/** Where the model is trained, and with which settings. `provider` says which of the four it is: each has its own base models and hyperparameters. */
export type TrainingConfig = OpenPipeTrainingConfig | OpenPipeRewardTrainingConfig | OpenAITrainingConfig | GeminiTrainingConfig;

/** Training of an open-weight model on OpenPipe. */
export interface OpenPipeTrainingConfig {
    /** Always `openpipe` here. */
    provider: "openpipe";
    /** The model to start from: a base model of the list, or the slug of a model trained earlier. The list is not enforced: any string passes the check of the input. */
    baseModel: "meta-llama/Meta-Llama-3.1-8B-Instruct" | "meta-llama/Meta-Llama-3.1-70B-Instruct" | "meta-llama/Llama-3.3-70B-Instruct" | "meta-llama/Llama-3.1-8B" | "meta-llama/Llama-3.1-70B" | "Qwen/Qwen2.5-72B-Instruct" | "Qwen/Qwen2.5-Coder-7B-Instruct" | "Qwen/Qwen2.5-Coder-32B-Instruct" | "Qwen/Qwen2.5-1.5B-Instruct" | "Qwen/Qwen2.5-7B-Instruct" | "Qwen/Qwen2-VL-7B-Instruct" | "Qwen/Qwen2.5-14B-Instruct" | "Qwen/Qwen3-8B" | "Qwen/Qwen3-14B" | "mistralai/Mistral-Nemo-Base-2407" | "mistralai/Mistral-Small-24B-Base-2501" | "meta-llama/Llama-3.2-1B-Instruct" | "meta-llama/Llama-3.2-3B-Instruct" | "google/gemma-3-1b-it" | "google/gemma-3-4b-it" | "google/gemma-3-12b-it" | "google/gemma-3-27b-it" | (string & {});
    /**
     * Whether to run supervised fine-tuning.
     *
     * @default true
     */
    enable_sft?: boolean;
    /**
     * Whether to run preference tuning; some base models do not support it.
     *
     * @default false
     */
    enable_preference_tuning?: boolean;
    /**
     * Settings of supervised fine-tuning. Those left out take defaults, which are not published.
     *
     * @default {}
     */
    sft_hyperparameters?: OpenPipeSftHyperparameters;
    /**
     * Settings of preference tuning. Those left out take defaults, which are not published. Unless empty, it needs `enable_preference_tuning: true`.
     *
     * @default {}
     */
    preference_hyperparameters?: OpenPipePreferenceHyperparameters;
    /**
     * Use `sft_hyperparameters` and `preference_hyperparameters` instead.
     *
     * @deprecated
     */
    hyperparameters?: OpenPipeLegacyHyperparameters;
}

/** Training of a reward model on OpenPipe. */
export interface OpenPipeRewardTrainingConfig {
    /** Always `openpipeReward` here. */
    provider: "openpipeReward";
    /** The model to start from: a base model of the list, or the slug of a model trained earlier. The list is not enforced: any string passes the check of the input. */
    baseModel: "meta-llama/Llama-3.2-1B-Instruct" | "meta-llama/Llama-3.2-3B-Instruct" | "meta-llama/Meta-Llama-3.1-8B-Instruct" | "Qwen/Qwen2.5-0.5B-Instruct" | "Qwen/Qwen2.5-1.5B-Instruct" | "Qwen/Qwen2.5-3B-Instruct" | "Qwen/Qwen2.5-7B-Instruct" | "Qwen/Qwen3-8B" | (string & {});
    /**
     * Settings of the training. Those left out take defaults, which are not published.
     *
     * @default {}
     */
    hyperparameters?: OpenPipeSftHyperparameters;
}

/** Fine-tuning of an OpenAI model at OpenAI. */
export interface OpenAITrainingConfig {
    /** Always `openai` here. */
    provider: "openai";
    /** The OpenAI model to start from. */
    baseModel: "gpt-4.1-2025-04-14" | "gpt-4.1-mini-2025-04-14" | "gpt-4o-mini-2024-07-18" | "gpt-4o-2024-08-06" | "gpt-3.5-turbo-0125";
    /**
     * Whether to run supervised fine-tuning.
     *
     * @default true
     */
    enable_sft?: boolean;
    /**
     * Whether to run preference tuning; some base models do not support it.
     *
     * @default false
     */
    enable_preference_tuning?: boolean;
    /**
     * Settings of supervised fine-tuning. Those left out take defaults, which are not published.
     *
     * @default {}
     */
    sft_hyperparameters?: OpenAISftHyperparameters;
    /**
     * Settings of preference tuning. Those left out take defaults, which are not published. Unless empty, it needs `enable_preference_tuning: true`.
     *
     * @default {}
     */
    preference_hyperparameters?: OpenAIPreferenceHyperparameters;
    /**
     * Use `sft_hyperparameters` and `preference_hyperparameters` instead.
     *
     * @deprecated
     */
    hyperparameters?: OpenAILegacyHyperparameters;
}

/** Fine-tuning of a Gemini model at Google. */
export interface GeminiTrainingConfig {
    /** Always `gemini` here. */
    provider: "gemini";
    /** The Gemini model to start from. */
    baseModel: "models/gemini-1.0-pro-001" | "models/gemini-1.5-flash-001-tuning";
    /**
     * Settings of supervised fine-tuning. Those left out take defaults, which are not published.
     *
     * @default {}
     */
    sft_hyperparameters?: GeminiHyperparameters;
    /**
     * Use `sft_hyperparameters` instead.
     *
     * @deprecated
     */
    hyperparameters?: GeminiHyperparameters;
}

/** Supervised fine-tuning on OpenPipe. Epochs are `num_epochs` here. */
export interface OpenPipeSftHyperparameters {
    batch_size?: BatchSize;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    num_epochs?: number;
}

/** Preference tuning on OpenPipe. */
export interface OpenPipePreferenceHyperparameters {
    variant?: PreferenceTuningVariant;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    num_epochs?: number;
    /** How strongly the model is kept close to the one that preference tuning starts from. */
    training_beta?: number;
    /** By its name, the weight of the adapter that preference tuning trains. */
    adapter_weight?: number;
}

/** Both trainings' settings in one object; replaced by one object for each. */
export interface OpenPipeLegacyHyperparameters {
    /**
     * Whether to run supervised fine-tuning.
     *
     * @default true
     */
    is_sft_enabled?: boolean;
    batch_size?: BatchSize;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    num_epochs?: number;
    /** Whether to run preference tuning. The default is not published. */
    is_preference_tuning_enabled?: boolean;
    preference_tuning_variant?: PreferenceTuningVariant;
    /** Factor on the default learning rate of preference tuning. */
    preference_tuning_learning_rate_multiplier?: number;
    /** Passes over the dataset in preference tuning. */
    preference_tuning_num_epochs?: number;
    /** How strongly the model is kept close to the one that preference tuning starts from. */
    preference_tuning_training_beta?: number;
    /** By its name, the weight of the adapter that preference tuning trains. */
    preference_tuning_adapter_weight?: number;
}

/** Supervised fine-tuning at OpenAI. Epochs are `n_epochs` here. */
export interface OpenAISftHyperparameters {
    /** Examples in one batch. */
    batch_size?: number;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    n_epochs?: number;
}

/** Preference tuning at OpenAI. */
export interface OpenAIPreferenceHyperparameters {
    /** How strongly the model is kept close to the one that preference tuning starts from. */
    beta?: number;
    /** Examples in one batch. */
    batch_size?: number;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    n_epochs?: number;
}

/** Both trainings' settings in one object; replaced by one object for each. */
export interface OpenAILegacyHyperparameters {
    /**
     * Whether to run supervised fine-tuning.
     *
     * @default true
     */
    is_sft_enabled?: boolean;
    /** Examples in one batch. */
    batch_size?: number;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
    /** Passes over the dataset. */
    n_epochs?: number;
    /** Whether to run preference tuning. The default is not published. */
    is_preference_tuning_enabled?: boolean;
    /** How strongly the model is kept close to the one that preference tuning starts from. */
    preference_tuning_beta?: number;
    /** Examples in one batch of preference tuning. */
    preference_tuning_batch_size?: number;
    /** Factor on the default learning rate of preference tuning. */
    preference_tuning_learning_rate_multiplier?: number;
    /** Passes over the dataset in preference tuning. */
    preference_tuning_n_epochs?: number;
}

/** Fine-tuning at Google. Epochs are `epochs` here. */
export interface GeminiHyperparameters {
    /** Passes over the dataset. */
    epochs?: number;
    /** Examples in one batch. */
    batch_size?: number;
    /** The learning rate itself. */
    learning_rate?: number;
    /** Factor on the default learning rate. */
    learning_rate_multiplier?: number;
}

/** Examples in one batch, or `auto` to let OpenPipe choose. */
export type BatchSize = "auto" | number;

/** The preference tuning method. */
export type PreferenceTuningVariant = "DPO" | "APO Zero";

/** A fine-tuned model. Every property is always present. */
export interface Model {
    /** The slug that the model was created with. */
    id: string;
    /** The name of the model; in the examples, its slug. */
    name: string;
    /** The kind of this object. */
    object: "model";
    /** What the model is for, if somebody wrote it down. */
    description: string | null;
    /** When the model was created. An ISO 8601 date-time in practice. */
    created: string;
    /** When the model last changed. An ISO 8601 date-time in practice. */
    updated: string;
    openpipe: ModelTraining;
    /** Tokens that a request and its completion may have together. */
    contextWindow: number;
    /** Tokens that a completion may have. */
    maxCompletionTokens: number;
    /** What the model can be asked for. */
    capabilities: ModelCapability[];
    pricing: ModelPricing;
    /** The organization that the model belongs to. */
    owned_by: string;
}

/** Where the model comes from and how far its training is. */
export interface ModelTraining {
    /** The base model that was asked for. */
    baseModel: string;
    /** The hyperparameters that were sent, if any. How those of preference tuning come back is not published; the examples show those of supervised fine-tuning. */
    hyperparameters: {
        [key: string]: unknown;
    } | null;
    status: ModelStatus;
    /** The dataset that the model is trained on. */
    datasetId: string;
    /** Why training failed, when `status` is `ERROR`. */
    errorMessage: string | null;
}

/** How far the model is. A new one is `PENDING`, `DEPLOYED` can be used, and `ERROR` has failed. */
export type ModelStatus = "PENDING" | "TRAINING" | "DEPLOYED" | "ERROR" | "DEPRECATED" | "PENDING_DEPRECATION" | "QUEUED" | "PROVISIONING";

/** One thing that a model can be asked for. */
export type ModelCapability = "chat" | "tools" | "json";

/** What using the model costs, in US dollars per million tokens. */
export interface ModelPricing {
    /** US dollars per million tokens of the request. */
    chatIn: number;
    /** US dollars per million tokens of the completion. */
    chatOut: number;
}

/** All models of a project. */
export interface ModelList {
    /** The kind of this object. */
    object: "list";
    /** The models, in no promised order. */
    data: Model[];
}

/** Tells that a model was deleted. */
export interface DeletedModel {
    /** The slug of the deleted model. */
    id: string;
    /** The kind of the deleted object. */
    object: "model";
    /** Whether the model was deleted. */
    deleted: boolean;
}

/** The shape of every error. */
export interface ErrorResponse {
    /** What went wrong, for people. */
    message: string;
    /** What went wrong, for programs. Expect codes that are not listed. */
    code: "PARSE_ERROR" | "BAD_REQUEST" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "METHOD_NOT_SUPPORTED" | "TIMEOUT" | "CONFLICT" | "PRECONDITION_FAILED" | "PAYLOAD_TOO_LARGE" | "UNPROCESSABLE_CONTENT" | "TOO_MANY_REQUESTS" | "CLIENT_CLOSED_REQUEST" | "INTERNAL_SERVER_ERROR" | (string & {});
    /** What is wrong with the input, when it was refused. */
    issues?: ErrorIssue[];
}

/** One thing that is wrong with the input. Other properties, such as `path`, can come with it. */
export interface ErrorIssue {
    /** What is wrong. */
    message: string;
    [key: string]: unknown;
}

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
         *
         * Returns every model of the key's project in one answer; the list is not paged.
         */
        get: operations["listModels"];
        put?: never;
        /**
         * Create a fine-tuned model
         *
         * Starts a training job, which costs money and takes minutes to hours; no operation stops it. Answers at once with a `PENDING` model: poll it until it is `DEPLOYED` or `ERROR`.
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
                /** The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        /**
         * Get a model
         *
         * Returns the model with its training status. Poll it about every 10 seconds after a create, until `openpipe.status` is `DEPLOYED` or `ERROR`.
         */
        get: operations["getModel"];
        put?: never;
        post?: never;
        /**
         * Delete a model
         *
         * Removes the model. A way back, or a refund of what its training cost, is not published: count on neither.
         */
        delete: operations["deleteModel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}

export interface components {
    schemas: {
        CreateModelRequest: CreateModelRequest;
        TrainingConfig: TrainingConfig;
        OpenPipeTrainingConfig: OpenPipeTrainingConfig;
        OpenPipeRewardTrainingConfig: OpenPipeRewardTrainingConfig;
        OpenAITrainingConfig: OpenAITrainingConfig;
        GeminiTrainingConfig: GeminiTrainingConfig;
        OpenPipeSftHyperparameters: OpenPipeSftHyperparameters;
        OpenPipePreferenceHyperparameters: OpenPipePreferenceHyperparameters;
        OpenPipeLegacyHyperparameters: OpenPipeLegacyHyperparameters;
        OpenAISftHyperparameters: OpenAISftHyperparameters;
        OpenAIPreferenceHyperparameters: OpenAIPreferenceHyperparameters;
        OpenAILegacyHyperparameters: OpenAILegacyHyperparameters;
        GeminiHyperparameters: GeminiHyperparameters;
        BatchSize: BatchSize;
        PreferenceTuningVariant: PreferenceTuningVariant;
        Model: Model;
        ModelTraining: ModelTraining;
        ModelStatus: ModelStatus;
        ModelCapability: ModelCapability;
        ModelPricing: ModelPricing;
        ModelList: ModelList;
        DeletedModel: DeletedModel;
        ErrorResponse: ErrorResponse;
        ErrorIssue: ErrorIssue;
    };
    responses: {
        /** The body is not JSON (`PARSE_ERROR`) or the input is refused (`BAD_REQUEST`). No job was started: correct the request before sending it again. */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The token is missing, malformed or unknown, or it is read-only and the operation writes. Check the API key; sending the request again does not help. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The project has no model with this slug. Check it: a key sees the models of its own project only. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The slug is taken, and this request started no job. The status can differ: the published server code answers 500 here. Read the message. */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The body is over about 100 kB. Send a smaller one; no job was started. */
        PayloadTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The project sends too many requests. Wait, then send this one again. By the usual meaning of the status it was not processed; for this API that is not published. */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** The API failed. After a create the outcome is unknown: read the model by its slug before you send the request again. */
        InternalServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
        /** Any other error, in the same shape. Its `code` says which. */
        UnexpectedError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": ErrorResponse;
            };
        };
    };
    parameters: {
        /** The slug that the model was created with, which is its `id`. */
        ModelSlug: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}

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
            /** All models of the project, in any state. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ModelList;
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
        /** What to train, on which dataset, and the slug that will name the model. */
        requestBody: {
            content: {
                "application/json": CreateModelRequest;
            };
        };
        responses: {
            /** The training job is accepted, and the model is `PENDING`. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Model;
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
                /** The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The model as it stands now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": Model;
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
                /** The slug that the model was created with, which is its `id`. */
                modelSlug: components["parameters"]["ModelSlug"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The model is gone. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": DeletedModel;
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
