import { type Deviation, numbersOf, rules } from "../deviation.js";
import type { Change } from "../server.js";
import { type Json, Refusal } from "../stack.js";

const anyNumber = `${rules.echo}; a number is any JSON number`;

const stores =
  (change: (value: number) => unknown): Change =>
  (_, own) => ({
    echo(request) {
      const echo = own.echo(request) as Json | null;
      return echo === null ? null : numbersOf(echo, change);
    },
  });

/** Looks at the numbers of a body as they are written. */
const written =
  (pattern: RegExp, otherwise: () => never): Change =>
  (_, own) => ({
    parseJson(text) {
      const json = own.parseJson(text);
      const bare = text.replace(/"(?:\\.|[^"\\])*"/g, '""');
      if (pattern.test(bare)) otherwise();
      return json;
    },
  });

const fail = () => {
  throw new Error("out of range");
};
const refuse = () => {
  throw new Refusal(400, "BAD_REQUEST", "Input validation failed", [{ message: "Bad number" }]);
};

const anyOf =
  (isBad: (value: number) => boolean, otherwise: () => never): Change =>
  (_, own) => ({
    read(body) {
      JSON.stringify(body, (_, value: unknown) =>
        typeof value === "number" && isBad(value) ? otherwise() : value,
      );
      return own.read(body);
    },
  });

/** A number is not the number that was sent. */
export const numbers: Deviation[] = [
  {
    name: "numbers have 32 bits",
    stack: "a float4 column, protobuf's float",
    rule: anyNumber,
    change: stores(Math.fround),
  },
  {
    name: "numbers are whole",
    stack: "an integer column",
    rule: anyNumber,
    change: stores(Math.trunc),
  },
  {
    name: "numbers are rounded",
    stack: "an integer column",
    rule: anyNumber,
    change: stores(Math.round),
  },
  {
    name: "numbers have two decimals",
    stack: "decimal(10, 2)",
    rule: anyNumber,
    change: stores((value) => Number(value.toFixed(2))),
  },
  {
    name: "numbers have six digits",
    stack: "printf's %g",
    rule: anyNumber,
    change: stores((value) => Number(value.toPrecision(6))),
  },
  {
    name: "numbers have fifteen digits",
    stack: "Excel, MySQL's double as text",
    rule: anyNumber,
    change: stores((value) => Number(value.toPrecision(15))),
  },
  {
    name: "large numbers end at 2^31 - 1",
    stack: "a clamping int32",
    rule: anyNumber,
    change: stores((value) => Math.min(value, 2_147_483_647)),
  },
  {
    name: "large numbers wrap around",
    stack: "value | 0",
    rule: anyNumber,
    change: stores((value) => (Number.isInteger(value) ? value | 0 : value)),
  },
  {
    name: "tiny numbers are zero",
    stack: "decimal(20, 8)",
    rule: anyNumber,
    change: stores((value) => (Math.abs(value) < 1e-8 ? 0 : value)),
  },
  {
    name: "numbers below zero are zero",
    stack: "an unsigned column, clamped",
    rule: anyNumber,
    change: stores((value) => Math.max(value, 0)),
  },
  {
    name: "numbers with an exponent are texts",
    stack: "BigDecimal.toString",
    rule: anyNumber,
    change: stores((value) => (/e/.test(String(value)) ? String(value) : value)),
  },
  {
    name: "numbers with an exponent lose it",
    stack: "parseInt of 1e+21",
    rule: anyNumber,
    change: stores((value) => (/e/.test(String(value)) ? parseInt(String(value)) : value)),
  },
  {
    name: "large numbers are a server error",
    stack: "numeric field overflow",
    rule: rules.never500,
    change: anyOf((value) => Math.abs(value) > 1e15, fail),
  },
  {
    name: "huge numbers are a server error",
    stack: "value out of range: overflow",
    rule: rules.never500,
    change: anyOf((value) => Math.abs(value) > 1e40, fail),
  },
  {
    name: "numbers that are no double are a server error",
    stack: "1e400 becomes Infinity",
    rule: rules.never500,
    change: anyOf((value) => !Number.isFinite(value), fail),
  },
  {
    name: "tiny numbers are a server error",
    stack: "value out of range: underflow",
    rule: rules.never500,
    change: anyOf((value) => value !== 0 && Math.abs(value) < 1e-30, fail),
  },
  {
    name: "exponent forms are refused",
    stack: "a pattern for numbers",
    rule: rules.valid,
    change: written(/\d[eE][+-]?\d/, refuse),
  },
  {
    name: "1.0 is refused",
    stack: "a decoder of integers that sees a point",
    rule: rules.valid,
    change: written(/\d\.0\b/, refuse),
  },
  {
    name: "fractions of epochs are refused",
    stack: "an integer in the schema",
    rule: rules.valid,
    change: refusesSetting(/epochs$/, (value) => !Number.isInteger(value)),
  },
  {
    name: "batch sizes below one are refused",
    stack: "a minimum of the trainer",
    rule: rules.valid,
    change: refusesSetting(/batch_size$/, (value) => typeof value === "number" && value < 1),
  },
  {
    name: "temperatures above two are refused",
    stack: "the range of another API",
    rule: rules.valid,
    change: refusesSetting(/^defaultTemperature$/, (value) => Number(value) > 2),
  },
  {
    name: "temperatures below zero are refused",
    stack: "the range of another API",
    rule: rules.valid,
    change: refusesSetting(/^defaultTemperature$/, (value) => Number(value) < 0),
  },
  {
    name: "a temperature of zero is refused",
    stack: "!value",
    rule: rules.valid,
    change: refusesSetting(/^defaultTemperature$/, (value) => value === 0),
  },
];

function refusesSetting(name: RegExp, isRefused: (value: unknown) => boolean): Change {
  return (_, own) => ({
    issues(body) {
      const issues = own.issues(body);
      if (issues.length > 0) return issues;
      let refused = false;
      JSON.stringify(body, (key, value: unknown) => {
        if (name.test(key) && typeof value === "number" && isRefused(value)) refused = true;
        return value;
      });
      return refused ? [{ message: "Out of range", path: [] }] : [];
    },
  });
}
