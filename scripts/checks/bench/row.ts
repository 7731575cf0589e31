/** One line of a table; `Column` is the key of a column. */
export interface Row<Column extends string = string> {
  measure: string;
  values: Partial<Record<Column, string>>;
  target?: Target;
}

export interface Target {
  /** "at most 1.10" */
  text: string;
  met: boolean;
}
