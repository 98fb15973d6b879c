import { POST as create } from "@/app/api/v1/orgs/[org]/api_keys/route";
import type { NewApiKey } from "@/lib/api-keys/schemas";
import { scopes as every, type Scope } from "@/lib/auth/scopes";
import { callRoute, type RouteAnswer, type RouteCall } from "./http";
import type { TestOrganization } from "./organization";

type RouteHandler = Parameters<typeof callRoute>[0];

/** A key of an organization, made by its admin as the screen does. */
export async function makeKey(
  org: TestOrganization,
  scopes: readonly Scope[] = every,
  more: Record<string, unknown> = {},
): Promise<NewApiKey & { token: string }> {
  const answer = await callRoute(create, {
    method: "POST",
    path: `/api/v1/orgs/${org.slug}/api_keys`,
    params: { org: org.slug },
    cookie: await org.admin.cookie(),
    body: { name: "A program", scopes, ...more },
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text}`);
  return answer.json<NewApiKey & { token: string }>();
}

/** Asks below an organization with a key, as a program would: no cookie, no origin. */
export function askWith(
  token: string,
  handler: RouteHandler,
  org: Pick<TestOrganization, "slug">,
  { params, headers, ...call }: Partial<RouteCall> = {},
): Promise<RouteAnswer> {
  return callRoute(handler, {
    path: `/api/v1/orgs/${org.slug}`,
    ...call,
    params: { org: org.slug, ...params },
    headers: { authorization: `Bearer ${token}`, ...headers },
  });
}

/** A call below `/api_keys` as the organization's admin. */
export async function asAdmin(
  org: TestOrganization,
  method: "GET" | "POST" | "PATCH",
  id?: string,
  body?: unknown,
): Promise<RouteCall> {
  return {
    method,
    path: `/api/v1/orgs/${org.slug}/api_keys/${id ?? ""}`,
    params: { org: org.slug, ...(id && { id }) },
    cookie: await org.admin.cookie(),
    body,
  };
}
