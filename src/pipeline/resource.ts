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
    const read = argumentReader(operation);
    const call: Method<Reply<unknown>> = async (...args) => run(operation, read(args));
    withResponse[name] = call;
    methods[name] = async (...args) => (await call(...args)).data;
  }
  return { ...methods, withResponse } as Resource<Methods>;
}

/** Makes the function that tells the arguments of an operation apart. */
function argumentReader({ parameters, body }: Operation): (args: unknown[]) => Input {
  const names = parameters.filter(({ in: place }) => place === "path").map(({ name }) => name);
  const bodyIndex = names.length;
  const optionsIndex = body ? bodyIndex + 1 : bodyIndex;
  return (args) => ({
    path: Object.fromEntries(names.map((name, index) => [name, args[index]])),
    body: body && args[bodyIndex],
    options: args[optionsIndex] as CallOptions | undefined,
  });
}
