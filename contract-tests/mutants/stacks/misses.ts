/** Deviations that are not found, with the reason; the command lists them with it. */
export const knownMisses: ReadonlyMap<string, string> = new Map([
  [
    "stacks / history / a base model's name is a slug",
    "A create of that slug, if it is accepted, makes a model that no run knows as its own: it could not be deleted safely.",
  ],
  [
    "stacks / text / texts that look like numbers become numbers",
    "Every slug of a run begins with its prefix, so that none looks like a number.",
  ],
  [
    "stacks / text / zeros in front are lost",
    "Every slug of a run begins with its prefix, so that none looks like a number.",
  ],
  [
    "stacks / text / texts that look like dates are formatted",
    "Every slug of a run begins with its prefix, so that none looks like a date.",
  ],
]);
