import { randomBytes } from "node:crypto";
import { database } from "../../../support/database";
import { pngOf } from "../../../support/images";
import { makeMember, makeOrganization, withSecondFactor } from "../../../support/organization";
import { callProduct } from "../call-product";
import { about, after, type Mutation } from "./mutation";

const newHostname = () => `calls.${randomBytes(6).toString("hex")}.example.com`;

const withDomain = async () => after("POST", "/domains", { hostname: newHostname() }, about())();

/** What an organization settles about itself. */
export const organizationMutations: Record<string, Mutation> = {
  "PATCH ": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { name: "New name" } }),
  },
  "PUT /owner": {
    action: "organization.owner_changed",
    change: async () => {
      const org = await makeOrganization();
      await database()`update public.organizations set owner_id = ${org.admin.userId} where id = ${org.id}`;
      return { org, body: { user_id: (await makeMember(org.id, "org_admin")).userId } };
    },
  },
  "PUT /logo": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { image: pngOf(64, 64).toString("base64") } }),
  },
  "DELETE /logo": {
    action: "organization.updated",
    change: async () => {
      const org = await makeOrganization();
      await callProduct("PUT", "/logo", { org, body: { image: pngOf(64, 64).toString("base64") } });
      return { org };
    },
  },
  "PUT /admin_networks": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { networks: ["127.0.0.1"] } }),
  },
  "POST /domains": {
    action: "domain.added",
    change: async () => ({ org: await makeOrganization(), body: { hostname: newHostname() } }),
  },
  "POST /domains/[id]/verification": { action: "domain.checked", change: withDomain },
  "DELETE /domains/[id]": { action: "domain.removed", change: withDomain },
  "PATCH /protection": {
    action: "organization.phi_protection_changed",
    change: async () => ({ org: await makeOrganization(), body: { phi_protection: false } }),
  },
  "PUT /price": {
    action: "organization.updated",
    change: async () => ({ org: await makeOrganization(), body: { price_per_minute_micros: 250_000 } }),
  },
  "PUT /second_factor_rule": {
    action: "organization.updated",
    change: async () => {
      const org = await makeOrganization();
      const admin = await withSecondFactor(org.admin);
      return { org: { ...org, admin }, body: { admins_need_second_factor: true } };
    },
  },
};
