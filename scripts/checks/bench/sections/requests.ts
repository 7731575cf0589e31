import { type ClientName, clientNames } from "../peers.js";
import { startModelsServer } from "../../../lib/models-server.js";
import type { Row } from "../row.js";
import { median, middleHalf } from "../statistics.js";
import type { Workbench } from "../workbench.js";

const warmUp = 2_000;
// Short slices: what is compared happened within a few milliseconds.
const rounds = 400;
const slice = 10;

/** Milliseconds of every slice, by operation and client. */
type Times = Record<string, Record<string, number[]>>;

/** Milliseconds of processor time in all, by operation and client. */
type Cpu = Record<string, Record<string, number>>;

/**
 * What a request costs, as a ratio to raw `fetch` in the same round, one request after the other on
 * loopback. Validation of requests and answers is on, as it is by default.
 */
export async function measureRequests({ project }: Workbench): Promise<Row<ClientName>[]> {
  const server = await startModelsServer();
  try {
    const settings = { url: server.url, names: clientNames, warmUp, rounds, slice };
    const output = await project.run("node", ["requests.mjs", JSON.stringify(settings)]);
    const { times, cpu } = JSON.parse(output) as { times: Times; cpu: Cpu };
    return Object.entries(times).flatMap(([operation, slices]) => [
      toRow(operation, slices),
      toCpuRow(operation, cpu[operation] ?? {}),
    ]);
  } finally {
    await server.close();
  }
}

function toRow(operation: string, slices: Record<string, number[]>): Row<ClientName> {
  const base = slices.fetch ?? [];
  const ratios = (name: string) => (slices[name] ?? []).map((time, at) => time / (base[at] ?? 0));
  const show = (values: number[]) => {
    const [low, high] = middleHalf(values);
    return `${median(values).toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`;
  };
  const values = Object.fromEntries(
    clientNames.filter((name) => name !== "fetch").map((name) => [name, show(ratios(name))]),
  );
  const microseconds = (median(base) / slice) * 1000;
  return {
    measure: `${operation}: time, ratio to raw fetch`,
    values: { fetch: `1.00 = ${microseconds.toFixed(0)} µs`, ...values },
  };
}

/** Processor time of the client's process: steadier than the clock when the machine is busy. */
function toCpuRow(operation: string, used: Record<string, number>): Row<ClientName> {
  const base = used.fetch ?? Number.NaN;
  const { ours = Number.NaN, limited = Number.NaN, "openapi-fetch": peer = Number.NaN } = used;
  return {
    measure: `${operation}: processor time, ratio to raw fetch`,
    values: Object.fromEntries(
      clientNames.map((name) => [name, ((used[name] ?? Number.NaN) / base).toFixed(2)]),
    ),
    target: {
      text: "at most 1.15 of the limited fetch, below openapi-fetch",
      met: ours <= 1.15 * limited && ours < peer,
    },
  };
}
