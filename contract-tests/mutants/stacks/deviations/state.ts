import { type Deviation, rules, withTraining } from "../deviation.js";
import type { Change } from "../server.js";
import type { Json } from "../stack.js";

const starts =
  (training: Json): Change =>
  (_, own) => ({
    make(request) {
      const made = own.make(request);
      Object.assign(made.model.openpipe, training);
      return made;
    },
  });

/** Shows another training at each read of a model. */
const moves =
  (states: Json[]): Change =>
  (_, own) => {
    const reads = new Map<string, number>();
    return {
      show(stored, operation) {
        const shown = own.show(stored, operation);
        if (operation !== "read") return shown;
        const count = reads.get(stored.model.id) ?? 0;
        reads.set(stored.model.id, count + 1);
        return withTraining(shown, () => states[count % states.length]!);
      },
    };
  };

/** A model is in a state that it cannot be in. */
export const state: Deviation[] = [
  {
    name: "a new model is QUEUED",
    stack: "a job queue whose state is shown",
    rule: rules.pending,
    change: starts({ status: "QUEUED" }),
  },
  {
    name: "a new model is TRAINING",
    stack: "a job that starts before the answer",
    rule: rules.pending,
    change: starts({ status: "TRAINING" }),
  },
  {
    name: "a new model is DEPLOYED",
    stack: "a default of the column",
    rule: rules.pending,
    change: starts({ status: "DEPLOYED" }),
  },
  {
    name: "a status is in lower case",
    stack: "an enum by its name in the code",
    rule: rules.schema,
    change: starts({ status: "pending" }),
  },
  {
    name: "a status is a number",
    stack: "an enum by its position",
    rule: rules.schema,
    change: starts({ status: 0 }),
  },
  {
    name: "a new model has an empty error message",
    stack: "Go's zero values",
    rule: "ModelTraining.errorMessage: why training failed, when status is ERROR",
    change: starts({ errorMessage: "" }),
  },
  {
    name: "a new model has an error message",
    stack: "a text for the case of no error",
    rule: "ModelTraining.errorMessage: why training failed, when status is ERROR",
    change: starts({ errorMessage: "none" }),
  },
  {
    name: "a training model has an error message",
    stack: "the message of an earlier attempt",
    rule: "ModelTraining.errorMessage: why training failed, when status is ERROR",
    change: moves([{ status: "TRAINING", errorMessage: "Attempt 1 failed" }]),
  },
  {
    name: "a failed model does not say why",
    stack: "an error that was swallowed",
    rule: "ERROR: training failed, and openpipe.errorMessage says why",
    change: moves([{ status: "ERROR", errorMessage: null }]),
  },
  {
    name: "a status goes back to PENDING",
    stack: "a read replica that is behind",
    rule: "Lifecycle: a new model is PENDING; QUEUED, PROVISIONING and TRAINING lie between it and DEPLOYED",
    change: moves([{ status: "TRAINING" }, { status: "PENDING" }]),
  },
  {
    name: "a deployed model trains again",
    stack: "a read replica that is behind",
    rule: "Lifecycle: poll until it is DEPLOYED",
    change: moves([{ status: "DEPLOYED" }, { status: "TRAINING" }]),
  },
  {
    name: "updated is before created",
    stack: "one column in local time, one in UTC",
    rule: "Model.updated: when the model last changed",
    change: (_, own) => ({
      make(request) {
        const made = own.make(request);
        made.model.updated = new Date(Date.now() - 7_200_000).toISOString();
        return made;
      },
    }),
  },
  {
    name: "updated is null until the first change",
    stack: "an ORM's updatedAt",
    rule: rules.schema,
    change: (_, own) => ({
      make(request) {
        const made = own.make(request);
        made.model.updated = null;
        return made;
      },
    }),
  },
  {
    name: "created is a number",
    stack: "the models of OpenAI's API",
    rule: rules.schema,
    change: (_, own) => ({
      make(request) {
        const made = own.make(request);
        made.model.created = Math.floor(Date.now() / 1000);
        return made;
      },
    }),
  },
];
