import type { ClientName } from "./peers.js";

/** One line of the table. */
export interface Row {
  measure: string;
  values: Partial<Record<ClientName, string>>;
  target?: Target;
}

export interface Target {
  /** "at most 1.10" */
  text: string;
  met: boolean;
}
