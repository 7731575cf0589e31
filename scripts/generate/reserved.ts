const words = new Set(
  (
    "arguments await break case catch class const continue debugger default delete do else enum eval " +
    "export extends false finally for function if implements import in instanceof interface let new " +
    "null package private protected public return static super switch this throw true try typeof " +
    "var void while with yield"
  ).split(" "),
);

/** Whether a name is a word of JavaScript, so that nothing can be called by it. */
export function isReserved(name: string): boolean {
  return words.has(name);
}
