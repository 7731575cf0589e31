import { Failure } from "../../lib/failure.js";
import { faults, type FaultyServer, startFaultyServer } from "./faulty-server.js";

/**
 * Lets a runtime create a model at each faulty server.
 *
 * @param run Runs `faults.mjs` with an argument, and returns what it printed.
 * @returns What was seen.
 * @throws Failure for each outcome that says something else than what the server did.
 */
export async function checkFaults(run: (argument: string) => Promise<string>): Promise<string> {
  const servers = await Promise.all(faults.map(startFaultyServer));
  const probe = await startFaultyServer({ end: "closes", commits: false, isKept: true });
  try {
    const places = servers.map(({ url, fault }) => ({ url, isKept: fault.isKept }));
    const output = await run(JSON.stringify({ servers: places, probe: probe.url }));
    const outcomes = JSON.parse(output.trim().split("\n").at(-1)!) as string[];
    const broken = servers.flatMap((server, index) => brokenPromise(server, outcomes[index]!));
    if (broken.length > 0) throw new Failure(`Promises are broken:\n${broken.join("\n")}`);
    const repeats = probe.creates > 1 ? ", whose fetch repeats a POST by itself" : "";
    return `${servers.length} creates with faults${repeats}`;
  } finally {
    await Promise.all([...servers, probe].map((server) => server.close()));
  }
}

function brokenPromise({ fault, jobs, creates }: FaultyServer, outcome: string): string[] {
  const isDefinite = outcome === "ApiError" || outcome === "ConnectionError";
  const holds =
    outcome === "success"
      ? jobs === 1
      : isDefinite
        ? jobs === 0
        : outcome === "OutcomeUnknownError";
  // Nothing can be found out at a server that is gone; at the others, everything.
  const isSettled = fault.end === "dies" || outcome === "success";
  if (holds && isSettled && jobs <= 1) return [];
  const when = `${fault.commits ? "after" : "before"} the commit, ${fault.isKept ? "kept" : "new"} connection`;
  return [`the server ${fault.end} ${when}: ${outcome} after ${creates} creates and ${jobs} jobs`];
}
