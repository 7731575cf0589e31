import type { Reply } from "./answer.js";
import type { CallOptions, Input } from "./call.js";
import type { Operation } from "./operation.js";

/** Rows of the operation table by the name of their method. */
export type Rows = Record<string, Operation>;

/** Does one call of an operation. */
export type Run = (operation: Operation, input: Input) => Promise<Reply<unknown>>;

/** The same methods, resolving the answer with what came beside its body. */
export type WithResponse<Methods> = {
  [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => Promise<infer Data>
    ? (...args: Args) => Promise<Reply<Data>>
    : never;
};

/** The methods of a resource, and the same with the whole reply. */
export type Resource<Methods> = Methods & {
  /** The same methods, resolving `{ data, status, headers, attempts }`. */
  withResponse: WithResponse<Methods>;
};

type Method<Result> = (...args: unknown[]) => Promise<Result>;

/**
 * Makes the methods of a resource: path parameters in the order of the path, then the body, then
 * options. `Methods` is what `generated/client.ts` says of the same rows.
 */
export function createResource<Methods>(rows: Rows, run: Run): Resource<Methods> {
  const withResponse: Record<string, Method<Reply<unknown>>> = {};
  const methods: Record<string, Method<unknown>> = {};
  for (const [name, operation] of Object.entries(rows)) {
    const call: Method<Reply<unknown>> = async (...args) =>
      run(operation, readArguments(operation, args));
    withResponse[name] = call;
    methods[name] = (...args) => call(...args).then(({ data }) => data);
  }
  return { ...methods, withResponse } as Resource<Methods>;
}

function readArguments({ parameters, body }: Operation, args: unknown[]): Input {
  const names = parameters.filter(({ in: place }) => place === "path").map(({ name }) => name);
  const path =
    names.length === 0 ? undefined : Object.fromEntries(names.map((name, i) => [name, args[i]]));
  const input = body && args[names.length];
  const options = args[names.length + (body ? 1 : 0)] as CallOptions | undefined;
  return { path, body: input, options };
}
