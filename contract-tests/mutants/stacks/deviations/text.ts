import { type Deviation, rules } from "../deviation.js";
import type { Change } from "../server.js";
import { Refusal } from "../stack.js";

const slugRule = `${rules.id}; any text is a slug, unless it is refused with 400`;

/** Stores another text than was sent. */
const stores =
  (change: (sent: string) => string): Change =>
  () => ({ text: change });

/** Reads another text out of a path than stands in it. */
const decodes =
  (change: (segment: string, decode: (segment: string) => string) => string): Change =>
  (_, own) => ({ decode: (segment) => change(segment, own.decode) });

/** Fails on slugs that it cannot store. */
const failsOn =
  (isBad: (slug: string) => boolean): Change =>
  (_, own) => ({
    insert(made) {
      if (isBad(made.model.id)) throw new Error("The database refuses the text");
      own.insert(made);
    },
  });

const again = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Takes slugs with lone surrogates, which the conforming server refuses. */
const takesSurrogates =
  (change: Change): Change =>
  (stack, own) => ({
    issues: (body) =>
      own
        .issues(body)
        .filter((issue) => issue.path[0] !== "slug" || !issue.message.startsWith("This slug")),
    ...change(stack, own),
  });

/** As an encoder of UTF-8 leaves it: lone surrogates become U+FFFD. */
const wellFormed = (text: string) => Buffer.from(text, "utf8").toString("utf8");

/** A slug is the text that was sent, or it is refused. */
export const text: Deviation[] = [
  {
    name: "slugs are stored in lower case",
    stack: "citext-like normalising in a model hook",
    rule: slugRule,
    change: stores((sent) => sent.toLowerCase()),
  },
  {
    name: "texts are trimmed",
    stack: "Mongoose's trim, Django's CharField, Laravel's TrimStrings",
    rule: slugRule,
    change: stores((sent) => sent.trim()),
  },
  {
    name: "white space at the end is cut",
    stack: "a CHAR column",
    rule: slugRule,
    change: stores((sent) => sent.trimEnd()),
  },
  {
    name: "texts are stored in NFC",
    stack: "a normaliser in front of the database",
    rule: slugRule,
    change: stores((sent) => sent.normalize("NFC")),
  },
  {
    name: "texts are stored in NFD",
    stack: "a file system of macOS",
    rule: slugRule,
    change: stores((sent) => sent.normalize("NFD")),
  },
  {
    name: "texts are stored in NFKC",
    stack: "Django's username normaliser",
    rule: slugRule,
    change: stores((sent) => sent.normalize("NFKC")),
  },
  {
    name: "accents are stripped",
    stack: "slugify",
    rule: slugRule,
    change: stores((sent) => sent.normalize("NFD").replace(/\p{M}/gu, "")),
  },
  {
    name: "spaces become hyphens",
    stack: "slugify",
    rule: slugRule,
    change: stores((sent) => sent.replace(/ /g, "-")),
  },
  {
    name: "runs of white space become one space",
    stack: "normalize-space, HTML forms",
    rule: slugRule,
    change: stores((sent) => sent.replace(/\s+/g, " ")),
  },
  {
    name: "texts are cut at 64 characters",
    stack: "a varchar(64) of MySQL without strict mode",
    rule: slugRule,
    change: stores((sent) => sent.slice(0, 64)),
  },
  {
    name: "texts are cut at 255 characters",
    stack: "a varchar(255) of MySQL without strict mode",
    rule: slugRule,
    change: stores((sent) => sent.slice(0, 255)),
  },
  {
    name: "a text ends at NUL",
    stack: "a C string",
    rule: slugRule,
    change: stores((sent) => sent.split("\0")[0]!),
  },
  {
    name: "NUL is stripped",
    stack: "a guard in front of Postgres",
    rule: slugRule,
    change: stores((sent) => sent.replaceAll("\0", "")),
  },
  {
    name: "NUL in a slug is a server error",
    stack: "Postgres: invalid byte sequence for encoding UTF8: 0x00",
    rule: rules.never500,
    change: failsOn((slug) => slug.includes("\0")),
  },
  {
    name: "lone surrogates become U+FFFD",
    stack: "any encoder of UTF-8",
    rule: slugRule,
    change: takesSurrogates(stores(wellFormed)),
  },
  {
    name: "a lone surrogate is a server error",
    stack: "Python: surrogates not allowed",
    rule: rules.never500,
    change: takesSurrogates(failsOn((slug) => slug !== wellFormed(slug))),
  },
  {
    name: "characters beyond the BMP become question marks",
    stack: "MySQL's utf8mb3 without strict mode",
    rule: slugRule,
    change: stores((sent) => sent.replace(/[\u{10000}-\u{10FFFF}]/gu, "?")),
  },
  {
    name: "characters beyond the BMP are a server error",
    stack: "MySQL's utf8mb3: Incorrect string value",
    rule: rules.never500,
    change: failsOn((slug) => /[\u{10000}-\u{10FFFF}]/u.test(slug)),
  },
  {
    name: "characters beyond Latin-1 become question marks",
    stack: "a latin1 connection",
    rule: slugRule,
    change: stores((sent) => sent.replace(/[^\0-\xff]/g, "?")),
  },
  {
    name: "bodies are read as Latin-1",
    stack: "a servlet without a declared charset",
    rule: slugRule,
    change: (_, own) => ({
      parseJson: (body) => own.parseJson(Buffer.from(body, "utf8").toString("latin1")),
    }),
  },
  {
    name: "texts are escaped for HTML",
    stack: "express-validator's escape()",
    rule: slugRule,
    change: stores((sent) =>
      sent
        .replace(/&/g, "&amp;")
        .replace(/</g, "&lt;")
        .replace(/"/g, "&quot;")
        .replace(/'/g, "&#x27;"),
    ),
  },
  {
    name: "tags are stripped",
    stack: "xss-clean",
    rule: slugRule,
    change: stores((sent) => sent.replace(/<[^>]*>/g, "")),
  },
  {
    name: "control characters are stripped",
    stack: "a sanitizer",
    rule: slugRule,
    change: stores((sent) => sent.replace(/[\0-\x1f\x7f]/g, "")),
  },
  {
    name: "invisible characters are stripped",
    stack: "a sanitizer",
    rule: slugRule,
    change: stores((sent) => sent.replace(/[\u200b-\u200f\u2060\ufeff]/g, "")),
  },
  {
    name: "backslashes are eaten",
    stack: "stripslashes",
    rule: slugRule,
    change: stores((sent) => sent.replaceAll("\\", "")),
  },
  {
    name: "a quote is a server error",
    stack: "SQL that is put together from texts",
    rule: rules.never500,
    change: failsOn((slug) => slug.includes("'")),
  },
  {
    name: "a long slug is a server error",
    stack: "Postgres: index row size exceeds maximum 2704",
    rule: rules.never500,
    change: failsOn((slug) => slug.length > 2700),
  },
  {
    name: "a slug over 255 characters is a server error",
    stack: "value too long for type character varying(255)",
    rule: rules.never500,
    change: failsOn((slug) => slug.length > 255),
  },
  {
    name: "texts that look like numbers become numbers",
    stack: "YAML, PHP, a dynamically typed column of SQLite",
    rule: rules.schema,
    change: (_, own) => ({
      show: (stored, operation) => {
        const shown = own.show(stored, operation) as { id: string };
        return /^\d+$/.test(shown.id) ? { ...shown, id: Number(shown.id) } : shown;
      },
    }),
  },
  {
    name: "zeros in front are lost",
    stack: "a numeric affinity of SQLite",
    rule: slugRule,
    change: stores((sent) => sent.replace(/^0+(?=\d+$)/, "")),
  },
  {
    name: "texts that look like dates are formatted",
    stack: "Json.NET's DateParseHandling",
    rule: slugRule,
    change: stores((sent) =>
      /^\d{4}-\d\d-\d\dT/.test(sent) && !Number.isNaN(Date.parse(sent))
        ? new Date(sent).toUTCString()
        : sent,
    ),
  },
  {
    name: "ids are percent-encoded in answers",
    stack: "an id that is made for links",
    rule: slugRule,
    change: (_, own) => ({
      show: (stored, operation) => ({
        ...(own.show(stored, operation) as object),
        id: encodeURIComponent(wellFormed(stored.model.id)),
      }),
    }),
  },
  {
    name: "paths are decoded twice",
    stack: "a proxy and a framework that both decode",
    rule: slugRule,
    change: decodes((segment, decode) => again(decode(segment))),
  },
  {
    name: "paths are not decoded",
    stack: "a router on the raw URL",
    rule: slugRule,
    change: decodes((segment) => segment),
  },
  {
    name: "plus in a path is a space",
    stack: "URLDecoder of Java, unquote_plus of Python",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment.replaceAll("+", " "))),
  },
  {
    name: "an encoded slash parts a path",
    stack: "Apache's AllowEncodedSlashes, WSGI, nginx",
    rule: slugRule,
    change: (_, own) => ({
      receive: (incoming) =>
        own.receive({ ...incoming, target: incoming.target.replace(/%2f/gi, "/") }),
    }),
  },
  {
    name: "an encoded slash is refused by a proxy",
    stack: "Tomcat's 400 for %2F",
    rule: slugRule,
    change: decodes((segment, decode) => {
      if (/%2f|%5c/i.test(segment)) throw new Refusal(400, "BAD_REQUEST", "Invalid path");
      return decode(segment);
    }),
  },
  {
    name: "what follows a semicolon is cut",
    stack: "matrix parameters of Spring and Tomcat",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).split(";")[0]!),
  },
  {
    name: "a suffix like .json is cut",
    stack: "Rails' formats, Spring's suffix patterns",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).replace(/\.(json|xml)$/, "")),
  },
  {
    name: "what follows a dot is cut",
    stack: "Rails' routes without constraints",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).split(".")[0]!),
  },
  {
    name: "an encoded question mark begins a query",
    stack: "a proxy that decodes before it splits",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).split("?")[0]!),
  },
  {
    name: "an encoded hash begins a fragment",
    stack: "a client inside a gateway",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).split("#")[0]!),
  },
  {
    name: "paths are read as Latin-1",
    stack: "Tomcat before URIEncoding=UTF-8",
    rule: slugRule,
    change: decodes((segment, decode) => Buffer.from(decode(segment), "utf8").toString("latin1")),
  },
  {
    name: "paths are read in lower case",
    stack: "a proxy that normalises",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).toLowerCase()),
  },
  {
    name: "paths are trimmed",
    stack: "a router that trims",
    rule: slugRule,
    change: decodes((segment, decode) => decode(segment).trim()),
  },
];
