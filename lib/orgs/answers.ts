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
  locale: z.string().describe("BCP 47: how dates, times, numbers and money are written."),
  logo_id: z.uuid().nullable().describe("The picture at `/api/logos/{logo_id}`, for anyone who has the address."),
  version: z.string().describe("Another one whenever somebody has changed the settings; `If-Match` of a change."),
});

export const LogoAnswer = z.object({ logo_id: z.uuid() });

export const SecondFactorRuleAnswer = z.object({ admins_need_second_factor: z.boolean(), admins_without: z.number() });

export const AdminNetworksAnswer = z.object({
  networks: z.array(z.string()),
  your_address: z.string().nullable(),
  version: z.string().describe("Another one whenever somebody has changed them; `If-Match` of a change."),
});

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
  logo_id: z.uuid().nullable(),
  is_suspended: z.boolean().describe("Whether nobody of it comes in for now; what its agents deliver is kept."),
  role: z.enum(["super_admin", "org_admin", "org_viewer"]),
});
