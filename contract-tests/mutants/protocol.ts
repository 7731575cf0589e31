import type { OpenApiDocument } from "../../scripts/lib/document/index.js";
import { operations } from "../engine/derive/operation.js";
import type { Deviation } from "../reference-server/deviation.js";
import { resource } from "../resources.js";
import { fieldsOf } from "./form.js";
import type { Mutant } from "./mutant.js";

type Parse = NonNullable<Deviation["parse"]>;

/** Servers that read what is no JSON, or nothing, or another media type, or fail over it. */
export function* protocolMutants(document: OpenApiDocument): Generator<Mutant> {
  const example = operations(document).find(({ id }) => id === resource.create)?.body?.examples[0];
  let count = 0;
  // What a server would fill in that does not look at the body.
  const substitute = () => ({ ...(example?.value as object), slug: `substitute-${++count}` });
  const mutant = (name: string, texts: string[], parse: Parse): Mutant => ({
    id: `protocol / ${resource.create} / ${name}`,
    class: "protocol",
    deviation: { parse },
    named: { operationIds: [resource.create], texts },
  });
  const instead = (when: (text: string, contentType: string) => boolean, then: Parse): Parse => {
    return (text, contentType, right) =>
      when(text, contentType) ? then(text, contentType, right) : right();
  };
  const malformed = (text: string) => text !== "" && parsed(text) === undefined;
  const fail: Parse = () => {
    throw new SyntaxError("Unexpected token");
  };
  yield mutant("malformed JSON fails", ["malformed JSON"], instead(malformed, fail));
  yield mutant("malformed JSON passes", ["malformed JSON"], instead(malformed, substitute));
  const repairs: Record<string, (text: string) => string> = {
    truncated: (text) => `${text}}`,
    "trailing comma": (text) => text.replace(/,\s*([}\]])/g, "$1"),
    "single quotes": (text) => text.replaceAll("'", '"'),
  };
  for (const [name, repair] of Object.entries(repairs)) {
    const mends = (text: string) => malformed(text) && parsed(repair(text)) !== undefined;
    const read: Parse = (text) => parsed(repair(text));
    yield mutant(`mends JSON: ${name}`, [`malformed JSON: ${name}`], instead(mends, read));
  }
  const empty = (text: string) => text === "";
  yield mutant("an empty body fails", ["body"], instead(empty, fail));
  yield mutant("an empty body passes", ["body"], instead(empty, substitute));
  const readers: Record<string, Parse> = {
    "text/plain": (text) => JSON.parse(text),
    "application/x-www-form-urlencoded": (text) => fieldsOf(text),
  };
  for (const [type, read] of Object.entries(readers)) {
    const isType = (_: string, contentType: string) => contentType.startsWith(type);
    yield mutant(`reads ${type}`, [type], instead(isType, read));
    yield mutant(`fails over ${type}`, [type], instead(isType, fail));
  }
  for (const status of [200, 500]) {
    yield {
      id: `protocol / unknown method / status ${status}`,
      class: "protocol",
      deviation: {
        answer: (answer) => (answer.status === 405 ? { ...answer, status } : answer),
      },
      named: { texts: ["method"] },
    };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
