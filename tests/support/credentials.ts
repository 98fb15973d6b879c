import { POST as create, GET as list } from "@/app/api/v1/orgs/[org]/credentials/route";
import type { Context } from "@/lib/auth/context";
import { readCredential } from "@/lib/credentials/read-credential";
import { credentialOrThrow, openSecret } from "@/lib/credentials/rows";
import type { Credential } from "@/lib/credentials/schemas";
import { logger } from "@/lib/log/logger";
import { asMember } from "./as-member";
import { database } from "./database";
import { callRoute, type RouteAnswer } from "./http";
import { makeOrganization, type TestOrganization } from "./organization";

export const SECRET = "key_canary_5f2b9d31c04e8a67";
export const NEXT = "key_canary_next_0a1b2c3d4e5f";

export const keep = (org: TestOrganization, cookie: string | undefined, body: object = {}) =>
  callRoute(create, {
    path: `/api/v1/orgs/${org.slug}/credentials`,
    params: { org: org.slug },
    method: "POST",
    cookie,
    body: { kind: "retell", label: "Clinic", secret: SECRET, ...body },
  });

export type Handler = Parameters<typeof callRoute>[0];
export type Asked = { method?: "GET" | "POST" | "PATCH" | "DELETE"; body?: object };

export const at = (
  handler: Handler,
  org: TestOrganization,
  id: string,
  cookie?: string,
  asked: Asked = {},
): Promise<RouteAnswer> =>
  callRoute(handler, {
    path: `/api/v1/orgs/${org.slug}/credentials/${id}`,
    params: { org: org.slug, id },
    cookie,
    ...asked,
  });

export const listed = async (org: TestOrganization, cookie: string) =>
  (await callRoute(list, { path: "/", params: { org: org.slug }, cookie })).json<{ data: Credential[] }>().data;

export const onServer = <T>(org: TestOrganization, work: (ctx: Context) => Promise<T>) =>
  asMember(org.admin.userId, org.slug, (tx, { org: entered }) =>
    work({
      ...{ org: entered, tx, log: logger(), requestId: "test" },
      actor: { type: "user", id: org.admin.userId, role: "org_admin" },
    }),
  );
export const used = (org: TestOrganization) => onServer(org, (ctx) => readCredential(ctx, "retell"));
export const opened = (org: TestOrganization, id: string) =>
  onServer(org, async (ctx) => openSecret(ctx, await credentialOrThrow(ctx, id)));

export const factsOf = async (org: TestOrganization) => {
  const rows = await database()<{ name: string }[]>`
    select name from public.events where org_id = ${org.id} and name like 'credential.%' order by id`;
  return rows.map(({ name }) => name);
};

export async function kept(body: object = {}) {
  const org = await makeOrganization();
  const cookie = await org.admin.cookie();
  return { org, cookie, credential: (await keep(org, cookie, body)).json<Credential>() };
}
