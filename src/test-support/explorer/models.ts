import type { CreateModelRequest, Model } from "../../../generated/types.js";
import { createRequest, modelOf } from "../models.js";

const minute = 60_000;

/** The request of every schedule, with a setting that the API echoes. */
export const request: CreateModelRequest = {
  ...createRequest("my-slug"),
  trainingConfig: {
    provider: "openai",
    baseModel: "gpt-4o-mini-2024-07-18",
    sft_hyperparameters: { n_epochs: 3 },
  },
};

/** The model under the slug. */
export interface Stored {
  name: string;
  /** By the true time. */
  madeAt: number;
  maker: "this call" | "the same request" | "another request" | "another project";
  model: Model;
}

/** The model that the API makes of the request. */
export function store(maker: Stored["maker"], name: string, madeAt: number): Stored {
  const model = modelOf(request, new Date(madeAt));
  model.openpipe.hyperparameters = { n_epochs: 3 };
  return { name, madeAt, maker, model };
}

/** What may have had the slug before the call. */
export function earlierModels(began: number, isFull: boolean): Stored[] {
  const twins: [string, number][] = [
    ["9 minutes", 9],
    ["11 minutes", 11],
  ];
  if (isFull) twins.push(["1 minute", 1], ["6 years", 6 * 365 * 1440]);
  const recently = began - minute;
  const others = ["dataset", "base model", "setting"].map((what) =>
    store("another request", `one with another ${what}`, recently),
  );
  others[0]!.model.openpipe.datasetId = "another";
  others[1]!.model.openpipe.baseModel = "another";
  others[2]!.model.openpipe.hyperparameters = { n_epochs: 4 };
  return [
    ...twins.map(([age, minutes]) =>
      store("the same request", `the same request's of ${age} ago`, began - minutes * minute),
    ),
    ...others,
    store("another project", "another project's", recently),
  ];
}

/** How clocks are wrong when a model is shown. */
export interface ClockFault {
  name: string;
  /** How far `Date` is ahead; null when there is none. */
  dateMs?: number | null;
  /** How far `created` is ahead. */
  createdMs?: number;
  /** How far the local clock is set forward. */
  localMs?: number;
  /** Whether the clocks that there are differ by more than the window. */
  isBeyond?: boolean;
}

const seconds = 1000;
const hour = 60 * minute;

/** @param isFull Whether with all, or with one of each kind. */
export function clockFaults(isFull: boolean): ClockFault[] {
  return isFull ? [...clockKinds, ...clockVariants] : clockKinds;
}

export const rightClocks: ClockFault = { name: "right" };

const clockKinds: ClockFault[] = [
  rightClocks,
  { name: "no Date", dateMs: null },
  { name: "no Date, local clock 3 s back", dateMs: null, localMs: -3 * seconds },
  { name: "local clock an hour back", localMs: -hour },
  { name: "Date an hour behind", dateMs: -hour, isBeyond: true },
  { name: "created an hour behind", createdMs: -hour, isBeyond: true },
  { name: "created 2 s behind", createdMs: -2 * seconds },
];

const clockVariants: ClockFault[] = [
  { name: "no Date, local clock an hour back", dateMs: null, localMs: -hour, isBeyond: true },
  { name: "no Date, local clock an hour ahead", dateMs: null, localMs: hour, isBeyond: true },
  { name: "local clock an hour ahead", localMs: hour },
  { name: "Date an hour ahead", dateMs: hour, isBeyond: true },
  { name: "created an hour ahead", createdMs: hour, isBeyond: true },
  { name: "Date 2 s behind", dateMs: -2 * seconds },
  { name: "Date 2 s ahead", dateMs: 2 * seconds },
  { name: "created 2 s ahead", createdMs: 2 * seconds },
];
