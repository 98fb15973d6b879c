import { expect } from "vitest";
import { PUT as begin, DELETE as end } from "@/app/api/ops/organizations/[id]/visit/route";
import { GET as members } from "@/app/api/v1/orgs/[org]/members/route";
import { callRoute } from "./http";
import { makeOperator, makeOrganization, type TestOrganization } from "./organization";

export type Handler = Parameters<typeof callRoute>[0];

export const WHY = "Their calls do not arrive";
export const WHY_CHANGE = "Their time zone is wrong";

export const visit = (org: TestOrganization, cookie: string, body: object = { reason: WHY }) =>
  callRoute(begin, { path: "/", method: "PUT", params: { id: org.id }, cookie, body });

export const leave = (org: TestOrganization, cookie: string) =>
  callRoute(end, { path: "/", method: "DELETE", params: { id: org.id }, cookie });

/** Asks for the members, or something else, of an organization. */
export const look = (org: TestOrganization, cookie: string, handler: Handler = members) =>
  callRoute(handler, { path: "/", params: { org: org.slug }, cookie });

export const change = (
  org: TestOrganization,
  cookie: string,
  handler: Handler,
  method: "POST" | "PATCH",
  body: object,
) => callRoute(handler, { path: "/", method, params: { org: org.slug }, cookie, body });

/** The word for machines with which something was refused. */
export const reasonOf = (answer: { json(): unknown }) =>
  (answer.json() as { error: { details?: { reason?: string } } }).error.details?.reason;

/** An operator who has come into an organization of their own. */
export async function onVisit(body: object = { reason: WHY }) {
  const [org, operator] = [await makeOrganization(), await makeOperator()];
  const cookie = await operator.cookie();
  const begun = await visit(org, cookie, body);
  expect(begun.status).toBe(200);
  return { org, operator, cookie, begun: begun.json<{ slug: string; ends_at: string }>() };
}
