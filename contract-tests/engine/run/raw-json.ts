import type { Malformation } from "../case.js";

/** How each malformation breaks the text of a JSON object; one that has nothing to break stays. */
const breaks: Record<Malformation, (text: string) => string> = {
  truncated: (text) => text.slice(0, -1),
  "trailing comma": (text) => `${text.slice(0, -1)},${text.slice(-1)}`,
  "single quotes": (text) => text.replaceAll('"', "'"),
  "a comment": (text) => `/* a comment */ ${text}`,
  "text behind": (text) => `${text} and more`,
  "a second JSON text": (text) => `${text}\n{"a":"second"}`,
  "text in front": (text) => `while(1);${text}`,
  "names without quotes": (text) => text.replace(/"(\w+)":/g, "$1:"),
  "a control character in a text": (text) => {
    const end = text.lastIndexOf('"');
    return `${text.slice(0, end)}\t${text.slice(end)}`;
  },
  "NaN for a number": (text) => withNumber(text, () => "NaN"),
  "Infinity for a number": (text) => withNumber(text, () => "-Infinity"),
  "a zero in front of a number": (text) => withNumber(text, (number) => `0${number}`),
  "a plus in front of a number": (text) => withNumber(text, (number) => `+${number}`),
};

export const malformations = Object.keys(breaks) as Malformation[];

/** The text of a JSON value, broken. */
export function breakJson(text: string, malformation: Malformation): string {
  return breaks[malformation](text);
}

/** With the first number that is the value of a property written otherwise. */
function withNumber(text: string, write: (number: string) => string): string {
  return text.replace(
    /(":)(\d+(?:\.\d+)?)(?=[,}])/,
    (_, before: string, number: string) => before + write(number),
  );
}
