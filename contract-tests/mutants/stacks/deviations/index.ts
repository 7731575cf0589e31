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

/** The deviations, by what is wrong. */
export const deviations: Record<string, Deviation[]> = {
  persistence,
  echo,
  state,
  text,
  values,
  numbers,
  auth,
  errors,
  lookup,
  history,
  list,
};
