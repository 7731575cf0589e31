/**
 * Mutants that no test can tell from a conforming server, with the reason. The list is checked: one
 * that is killed after all, or that is derived no more, fails the run.
 */
export const equivalents: Record<string, string> = {};
