import type { ZodType } from "zod";
import type { Permission } from "../auth/permissions";
import type { Tier } from "../redis/tiers";
import type { RouteHandler, Shape } from "./route";

/** What a route says of itself to those who read the documentation. */
export type Docs = {
  /** One line, an imperative sentence without its full stop. */
  summary: string;
  /** What is answered: JSON of this shape, something of a media type, or nothing (204). */
  answer: ZodType | { media: string } | null;
  /** The change takes `If-Match`: two people may edit this. */
  versioned?: true;
  /** 200 unless said, or 204 for nothing. */
  status?: 200 | 201 | 202;
};

/** A documented route: who may ask, with what, and what is answered. */
export type Operation = Shape<unknown, unknown, unknown> & {
  caller: "organization" | "person";
  can?: Permission;
  tier?: Tier | undefined;
  /** Asks a person for proof; see `withOrg`. */
  recent?: boolean;
  /** Asks for proof where the body does something grave, and wants this of a key. */
  sometimes?: Permission | undefined;
  docs?: Docs | undefined;
};

const operations = new WeakMap<RouteHandler, Operation>();

/** Lets a handler be asked what it is, by `operationOf`. */
export function described(handler: RouteHandler, operation: Operation): RouteHandler {
  operations.set(handler, operation);
  return handler;
}

/** What a handler made by `withOrg` or `withUser` is; undefined for every other. */
export function operationOf(handler: RouteHandler): Operation | undefined {
  return operations.get(handler);
}
