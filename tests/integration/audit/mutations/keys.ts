import { makeOrganization } from "../../../support/organization";
import { callProduct } from "../call-product";
import { about, after, type Change, type Mutation, secret } from "./mutation";

const withCredential = (body?: object) =>
  after("POST", "/credentials", { kind: "retell", label: "Clinic", secret: secret() }, about(body));

async function withSpareCredential(): Promise<Change> {
  const { org, params } = await withCredential()();
  const first = params?.id ?? "";
  await callProduct("POST", "/credentials/[id]/rotation", { org, params: { id: first }, body: { secret: secret() } });
  return { org, params: { id: first } };
}

const withApiKey = (body?: object) =>
  after("POST", "/api_keys", { name: "Importer", scopes: ["calls:read"] }, about(body));

/** Keys to vendors, and keys that let programs in. */
export const keyMutations: Record<string, Mutation> = {
  "POST /api_keys": {
    action: "api_key.created",
    change: async () => ({ org: await makeOrganization(), body: { name: "Importer", scopes: ["calls:read"] } }),
  },
  "PATCH /api_keys/[id]": { action: "api_key.updated", change: withApiKey({ name: "Exporter" }) },
  "POST /api_keys/[id]/rotation": { action: "api_key.rotated", change: withApiKey({}) },
  "POST /api_keys/[id]/revocation": { action: "api_key.revoked", change: withApiKey() },
  "POST /credentials": {
    action: "credential.created",
    change: async () => ({ org: await makeOrganization(), body: { kind: "slack", label: "Desk", secret: secret() } }),
  },
  "PATCH /credentials/[id]": { action: "credential.updated", change: withCredential({ label: "Renamed" }) },
  "DELETE /credentials/[id]": { action: "credential.deleted", change: withCredential() },
  "POST /credentials/[id]/rotation": { action: "credential.rotated", change: withCredential({ secret: secret() }) },
  "POST /credentials/[id]/retirement": { action: "credential.retired", change: withSpareCredential },
  "POST /credentials/[id]/verification": { action: "credential.verified", change: withCredential() },
};
