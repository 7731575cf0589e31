import type { Deviation } from "../deviation.js";
import { auth } from "./auth.js";
import { echo } from "./echo.js";
import { errors } from "./errors.js";
import { history } from "./history.js";
import { list } from "./list.js";
import { lookup } from "./lookup.js";
import { numbers } from "./numbers.js";
import { persistence } from "./persistence.js";
import { state } from "./state.js";
import { text } from "./text.js";
import { values } from "./values.js";

/** Deviations of one kind. */
export interface Kind {
  deviations: readonly Deviation[];
  /** The cases that are most likely to find them, for `--grep`: they go first. */
  likely: string;
}

const lifecycle = "/^lifecycle/";
const whole = "/^lifecycle|example|minimal|maximal/";

/** The deviations, by what is wrong. */
export const kinds: Readonly<Record<string, Kind>> = {
  persistence: { deviations: persistence, likely: whole },
  echo: { deviations: echo, likely: whole },
  state: { deviations: state, likely: lifecycle },
  text: { deviations: text, likely: lifecycle },
  values: { deviations: values, likely: "/^createModel/" },
  numbers: { deviations: numbers, likely: whole },
  auth: { deviations: auth, likely: "/oken|Authorization|key/" },
  errors: {
    deviations: errors,
    likely: "/lifecycle|order|unknown|method|malformed|mega|missing|oken/",
  },
  lookup: { deviations: lookup, likely: lifecycle },
  history: { deviations: history, likely: lifecycle },
  list: { deviations: list, likely: lifecycle },
};
