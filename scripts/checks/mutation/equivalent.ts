/** A change that survives because it changes nothing that anybody could notice. */
export interface Equivalent {
  file: string;
  /** The first line of what is changed, without its indentation. */
  line: string;
  /** What Stryker puts in place of a part of it. */
  becomes: string;
  because: string;
}

export const equivalent: readonly Equivalent[] = [];
