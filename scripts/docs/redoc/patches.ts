import { Failure } from "../../lib/failure.js";

interface Patch {
  purpose: string;
  pattern: RegExp;
  replacement: string;
}

/** "Redoc" in words: the page credits it, without a request for its logo. */
const credit =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='42' height='16'%3E%3Ctext x='0' y='12' font-family='system-ui,sans-serif' font-size='12' fill='%23608fe6'%3ERedoc%3C/text%3E%3C/svg%3E";

/**
 * What Redoc offers no option for. It stands minified in the page, so each pattern follows the
 * shape of the code and not its names, and must match exactly once.
 */
const patches: Patch[] = [
  {
    purpose: "credit Redoc without a request for its logo",
    pattern: /src:(\w+)\?`https:\/\/[^`]+\/logo-mini-full\.svg`:`https:\/\/[^`]+\/logo-mini\.svg`/g,
    replacement: `src:\`${credit}\``,
  },
  {
    purpose: "name the scheme of a key (bearer), not its type (http)",
    pattern: /(\(`httpAuthorizationScheme`,`[^`]+`\),value:(\w+))\.type/g,
    replacement: "$1.scheme??$2.type",
  },
  {
    purpose: "let the code sample follow the example that is picked",
    // const exampleId = exampleIds?.[index] … useMemo(() => find the sample by language, […])
    pattern:
      /(=\w+\?\.\[(\w+)\],\w+=\w+\?\w+\[\w+\]\?\.key\?\?\w+:void 0,(?:(?!useMemo).)*?\(0,\w+\.useMemo\)\(\(\)=>\w+,\[\w+\]\),\w+=\(0,\w+\.useMemo\)\(\(\)=>\{if\((\w+)===`payload`\)return``;let (\w+)=)(\w+)\?\.find\((\w+=>\w+\(\w+\)===\3)\);(return \4\?\4\.source:.{1,120}?\},\[)(\3,\5)/g,
    replacement: "$1($5?.filter($6)??[]).at($2)??$5?.find($6);$7$2,$8",
  },
  {
    purpose: "leave Redoc's own search unbuilt, which the page hides",
    // Redoc builds it as soon as the browser is idle, or else when it is opened.
    pattern:
      /if\(typeof window>`u`\|\|typeof window\.requestIdleCallback!=`function`\)return\(\)=>\{\};let (\w+)=window\.requestIdleCallback\(\w+\);return\(\)=>window\.cancelIdleCallback\(\1\)/g,
    replacement: "return()=>{}",
  },
];

/** Applies the patches to the rendered page. */
export function patchPage(html: string): string {
  return patches.reduce((page, { purpose, pattern, replacement }) => {
    const matches = page.match(pattern)?.length ?? 0;
    if (matches !== 1) {
      throw new Failure(
        `The docs cannot ${purpose}: the place for it in Redocly's output was found ${matches} times instead of once. Redocly has probably changed; adapt scripts/docs/redoc/patches.ts.`,
      );
    }
    return page.replace(pattern, replacement);
  }, html);
}
