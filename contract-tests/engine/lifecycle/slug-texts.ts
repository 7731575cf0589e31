/** Texts behind a slug that real servers are known to change, with what is special about them. */
export const slugTexts: readonly (readonly [name: string, text: string])[] = [
  ["upper case", "Upper-Case"],
  ["Unicode in several forms", "cafe\u0301-caf\u00e9-\ufb01"],
  ["characters beyond the BMP", "\u{1f600}\u{20bb7}"],
  ["spaces inside", "two  spaces"],
  ["white space at the end", "end "],
  ["invisible characters", "zero\u200bwidth\u2060"],
  ["control characters", "tab\tand\u007f"],
  ["NUL", "nul\u0000behind"],
  ["markup", '<b>&amp;"bold"</b>'],
  ["quotes", 'it\'s "quoted"'],
  ["backslash", "back\\slash"],
  ["a slash", "a/b"],
  ["percent-encoded text", "%41%2f%25"],
  ["a plus", "a+b"],
  ["semicolons", "a;b=c"],
  ["a suffix of a file", "v1.json"],
  ["a dot", "v1.0"],
  ["a question mark", "a?b=c"],
  ["a hash", "a#b"],
  ["other separators", "a:b@c,d~e!f"],
  ["71 more characters", "long-".padEnd(71, "x")],
  ["300 more characters", "long-".padEnd(300, "x")],
  ["3,000 more characters", "long-".padEnd(3000, "x")],
];

/** No text: it can stand in no URL, so a server that took it as a slug could never give it back. */
export const loneSurrogate = "half\ud83d";
