/** A text without terminal escapes, with a question mark for whatever else is no text. */
export function replaceControls(text: string): string;
