const prefixed = "Every slug of a run begins with its prefix, so that none looks like that.";
const stranger =
  "It is about a model that no run knows: in the project of a run, nobody could say that it is wrong.";
const updated = "The date of the last change may change at any time, as training goes on.";

/** Deviations that are not found, with the reason; the command lists them with it. */
export const knownMisses: ReadonlyMap<string, string> = new Map([
  [
    "stacks / history / a base model's name is a slug",
    "A create of that slug, if it is accepted, makes a model that no run knows as its own: it could not be deleted safely.",
  ],
  ["stacks / text / texts that look like numbers become numbers", prefixed],
  ["stacks / text / zeros in front are lost", prefixed],
  ["stacks / text / texts that look like dates are formatted", prefixed],
  [
    "stacks / lookup / a number reads the model with that key",
    "A number may be the slug of somebody's model, and reading that is right.",
  ],
  [
    "stacks / lookup / a delete takes the models that began from this one",
    "A model that begins from another needs one that is deployed, and a run waits for no training.",
  ],
  ["stacks / history / a refused create of a taken slug changes its date", updated],
  ["stacks / history / an unauthorised create of a taken slug changes the model", updated],
  [
    "stacks / history / every fifth read finds nothing",
    "A read that finds nothing is repeated, as reads may be late; the next one finds it.",
  ],
  [
    "stacks / values / an empty body is an empty object",
    "Whether no body at all is bad JSON or missing input is not published; both are refused.",
  ],
  [
    "stacks / values / a wrapped request is unwrapped",
    "If a server took what is inside, it would make a model that the run has not named.",
  ],
  ["stacks / list / the oldest model is not listed", stranger],
  ["stacks / list / the list shows models of other projects", stranger],
]);
