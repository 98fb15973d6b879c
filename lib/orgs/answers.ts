import { z } from "zod";

/** What the API answers about orgs. */

export const OrganizationAnswer = z.object({
  colour: z.enum(["teal", "blue", "violet", "rose", "amber", "green"]),
  currency: z.string(),
  id: z.uuid(),
  industry: z.enum(["clinic", "car_dealer", "agency", "other"]),
  name: z.string(),
  slug: z.string(),
  time_zone: z.string(),
});

export const SecondFactorRuleAnswer = z.object({ admins_need_second_factor: z.boolean(), admins_without: z.number() });

export const AdminNetworksAnswer = z.object({ networks: z.array(z.string()), your_address: z.string().nullable() });

export const SlugCheckAnswer = z.object({
  slug: z.string(),
  available: z.boolean(),
  reason: z.string().nullable(),
  suggestion: z.string().nullable(),
});

export const OrganizationsAnswer = z.object({
  colour: z.enum(["teal", "blue", "violet", "rose", "amber", "green"]),
  id: z.uuid(),
  industry: z.enum(["clinic", "car_dealer", "agency", "other"]),
  name: z.string(),
  slug: z.string(),
  role: z.enum(["super_admin", "org_admin", "org_viewer"]),
});
