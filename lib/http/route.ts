import type { ZodType } from "zod";
import { z } from "zod";
import { AppError } from "../errors";
import { parseBody, parseQuery } from "./request";

/** What Next hands a route handler beside the request. */
export type RouteArguments = { params: Promise<Record<string, string | string[]>> };

/** A handler as Next calls it. */
export type RouteHandler = (request: Request, route: RouteArguments) => Promise<Response>;

/** The schemas of a route; what is left out is not read. */
export type Shape<P, Q, B> = { params?: ZodType<P>; query?: ZodType<Q>; body?: ZodType<B> };

export type Input<P, Q, B> = { params: P; query: Q; body: B };

/** Ids are UUIDs; anything else cannot exist, so it is the caller's 404, not a 422. */
export const IdParams = z.object({ id: z.uuid() });

/** Parses params, query and body by a route's shape. A malformed path parameter is `not_found`. */
export async function parseInput<P, Q, B>(
  request: Request,
  route: RouteArguments,
  shape: Shape<P, Q, B>,
): Promise<Input<P, Q, B>> {
  const params = shape.params ? pathParams(shape.params, await route.params) : (undefined as P);
  const query = shape.query ? parseQuery(request, shape.query) : (undefined as Q);
  const body = shape.body ? await parseBody(request, shape.body) : (undefined as B);
  return { params, query, body };
}

function pathParams<P>(schema: ZodType<P>, value: unknown): P {
  const result = schema.safeParse(value);
  if (!result.success) throw new AppError("not_found", "There is nothing at this address.");
  return result.data;
}
