import { makeOrganization, type TestOrganization } from "../../support/organization";

/** Of the form of a vendor's key, and nobody's. */
export const KEY = "key_0123456789abcdef0123456789";

/** The list of agents: read, or with a body added to. */
export const agents = (org: TestOrganization, cookie: string | undefined, body?: unknown, query = "") => ({
  path: `/api/v1/orgs/${org.slug}/agents${query}`,
  params: { org: org.slug },
  cookie,
  body,
  method: body === undefined ? ("GET" as const) : ("POST" as const),
});

/** One agent. */
export const one = (
  org: TestOrganization,
  cookie: string | undefined,
  id: string,
  method: "GET" | "PATCH" | "DELETE" | "POST" = "GET",
  body?: unknown,
) => ({ path: `/api/v1/orgs/${org.slug}/agents/${id}`, params: { org: org.slug, id }, cookie, method, body });

/** An organization and its admin's cookie. */
export async function admin() {
  const org = await makeOrganization();
  return { org, cookie: await org.admin.cookie() };
}

/** What creates a Retell agent. */
export const retell = (more: object = {}) => ({ provider: "retell", name: "Front desk", secret: KEY, ...more });
