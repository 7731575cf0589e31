import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import * as ours from "../index.js";

type Package = typeof ours;

/** Another copy of the package, with all names that are free made short. */
async function bundle(): Promise<Package> {
  const { outputFiles } = await build({
    entryPoints: ["src/index.ts"],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "node",
  });
  const code = Buffer.from(outputFiles[0]!.contents).toString("base64");
  return import(/* @vite-ignore */ `data:text/javascript;base64,${code}`) as Promise<Package>;
}

// Before the tests, so that the mutation run does not take this one test for what covers all constants.
const other = await bundle();

const names = [
  "ApiError",
  "ConfigurationError",
  "ConnectionError",
  "InvalidRequestError",
  "InvalidResponseError",
  "OutcomeUnknownError",
  "TimeoutError",
  "TrainingFailedError",
  "WaitTimeoutError",
] as const;

/** A client of some copy, for a server that answers 404, and the error of one call. */
async function notFound({ createModelsClient }: Package): Promise<unknown> {
  const fetch = async () => Response.json({ code: "NOT_FOUND", message: "no" }, { status: 404 });
  const models = createModelsClient({ apiKey: "sk-test-0123456789", fetch });
  return models.get("s").catch((error: unknown) => error);
}

describe("guards", () => {
  it("know an error of another copy, and no other error", async () => {
    const error = await notFound(other);
    expect(error).not.toBeInstanceOf(ours.ApiError);
    expect(ours.isOpenPipeError(error)).toBe(true);
    expect(names.filter((name) => ours[`is${name}`](error))).toEqual(["ApiError"]);
    if (ours.isApiError(error)) expect(error.isNotFound).toBe(true);
    const foreign = [
      new DOMException("late", "TimeoutError"),
      new Error("x"),
      null,
      undefined,
      "x",
      { name: "TimeoutError" },
      { name: "TimeoutError", attempts: 1 },
      { name: "TimeoutError", mayHaveReachedServer: true },
      { attempts: 1, mayHaveReachedServer: true },
    ];
    for (const value of foreign) {
      expect(ours.isOpenPipeError(value)).toBe(false);
      expect(ours.isTimeoutError(value)).toBe(false);
    }
  });

  it("are there for every error class, which has the literal name", () => {
    const classes = Object.keys(ours).filter((name) => /^[A-Z].*Error$/.test(name));
    expect(classes.sort()).toEqual([...names, "OpenPipeError"].sort());
    const facts = { method: "GET", path: "/models", attempts: 1, mayHaveReachedServer: true };
    for (const name of names) {
      // Each class takes other arguments; the name does not depend on them.
      const error = Object.assign(new Error("x"), { ...facts, name });
      expect(names.filter((each) => ours[`is${each}`](error))).toEqual([name]);
    }
    const error: ours.ApiError | ours.TimeoutError = new ours.TimeoutError("late", facts);
    expect(error.name satisfies "TimeoutError").toBe("TimeoutError");
  });

  it("do not know what structuredClone leaves: an Error with the message", async () => {
    const error = (await notFound(ours)) as ours.ApiError;
    const clone = structuredClone(error as Error);
    expect(clone).toMatchObject({ name: "Error", message: error.message });
    expect(Object.keys(clone)).toEqual([]);
    expect(ours.isOpenPipeError(clone)).toBe(false);
    // What is sent as plain data arrives.
    const { headers: _, ...details } = error;
    expect(ours.isApiError(structuredClone({ ...details, message: error.message }))).toBe(true);
  });
});
