import semver from "semver";
import type { Verdict } from "../diff/verdict.js";

/**
 * The smallest version that may follow. Before 1.0.0 callers with `^0.y.z` get every patch and no
 * new minor, so a major change needs a minor step there and a minor change a patch step.
 */
export function smallestVersion(from: string, verdict: Verdict): string {
  const stable = semver.major(from) > 0;
  if (verdict === "major") return semver.inc(from, stable ? "major" : "minor")!;
  if (verdict === "minor") return semver.inc(from, stable ? "minor" : "patch")!;
  return semver.inc(from, "patch")!;
}

/** Whether `to` is a large enough step; a prerelease is judged as the release that it leads to. */
export function isEnough(from: string, to: string, verdict: Verdict): boolean {
  const target = new semver.SemVer(to);
  const release = `${target.major}.${target.minor}.${target.patch}`;
  return semver.gte(release, smallestVersion(from, verdict));
}
