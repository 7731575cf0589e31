/** A change that survives because it changes nothing that anybody could notice. */
export interface Equivalent {
  file: string;
  /** The first line of what is changed, without its indentation. */
  line: string;
  /** What Stryker puts in place of a part of it. */
  becomes: string;
  because: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    file: "src/options/base-url.ts",
    line: 'return hostname === "[::1]" || /^(.+\\.)?localhost$|^127(\\.\\d+){3}$/.test(hostname);',
    becomes: String.raw`/^(.+\.)?localhost$|127(\.\d+){3}$/`,
    because: "A host that ends in a number is an address of four numbers, or no URL can have it.",
  },
  {
    file: "src/options/hooks.ts",
    line: "Promise.resolve(callback?.(...args)).catch(() => {});",
    becomes: "callback(...args)",
    because: "What a call of nothing throws is ignored like what a hook throws.",
  },
  {
    file: "src/policies/wait-until-deployed.ts",
    line: "const mayBeLate = !wasRead && elapsed() < lagMs;",
    becomes: "elapsed() <= lagMs",
    because: "It is a minute or so.",
  },
  {
    file: "src/http/never-sent.ts",
    line: 'if (typeof error !== "object" || error === null || depth > 4) return false;',
    becomes: "depth >= 4",
    because: "Causes end long before; the limit is for those that go in circles.",
  },
  {
    file: "src/http/redact.ts",
    line: 'if (typeof value !== "object" || value === null || depth > 5) return false;',
    becomes: "depth >= 5",
    because: "Errors hold a key in less depth; the limit is for those that go in circles.",
  },
  {
    file: "src/http/redact.ts",
    line: "if (last?.key !== key) last = { key, pattern: makePattern(key) };",
    becomes: "true",
    because: "It saves time only.",
  },
];
