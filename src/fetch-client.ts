import type { Client, FetchOptions, ParseAsResponse } from "openapi-fetch";
import type {
  ErrorStatus,
  GetResponseContent,
  HttpMethod,
  IsOperationRequestBodyOptional,
  MediaType,
  OkStatus,
  OperationRequestBodyContent,
  PathsWithMethod,
  RequiredKeysOf,
  ResponseObjectMap,
} from "openapi-typescript-helpers";
import type { paths } from "../generated/types.js";
import type { RequestOptions } from "./options/options.js";

/**
 * An openapi-fetch client that knows every path of the document. Its types are said here, because
 * openapi-fetch copies every type of a body property by property (for markers of read-only
 * properties, which these types do not use): the copies have no names, and break `string & {}`.
 */
export interface FetchClient extends Pick<Client<paths>, "use" | "eject"> {
  GET: Send<"get">;
  PUT: Send<"put">;
  POST: Send<"post">;
  DELETE: Send<"delete">;
  OPTIONS: Send<"options">;
  HEAD: Send<"head">;
  PATCH: Send<"patch">;
  TRACE: Send<"trace">;
}

type Send<Method extends HttpMethod> = <
  Path extends PathsWithMethod<paths, Method>,
  Init extends SendOptions<paths[Path][Method]>,
>(
  path: Path,
  ...init: RequiredKeysOf<Init> extends never ? [init?: Init] : [init: Init]
) => Promise<Result<paths[Path][Method], Init>>;

type SendOptions<Operation> = Pick<FetchOptions<Operation>, "params" | "parseAs" | "middleware"> &
  Pick<RequestOptions, "headers" | "signal"> &
  BodyOption<Operation>;

type BodyOption<Operation> = [OperationRequestBodyContent<Operation>] extends [never]
  ? { body?: never }
  : IsOperationRequestBodyOptional<Operation> extends true
    ? { body?: OperationRequestBodyContent<Operation> }
    : { body: OperationRequestBodyContent<Operation> };

type Result<Operation, Init> =
  | { data: ParseAsResponse<Content<Operation, OkStatus>, Init>; error?: never; response: Response }
  | { data?: never; error: Content<Operation, ErrorStatus>; response: Response };

type Content<Operation, Status extends OkStatus | ErrorStatus> = GetResponseContent<
  ResponseObjectMap<Operation> & {},
  MediaType,
  Status & keyof ResponseObjectMap<Operation>
>;
