import { z } from "zod";
import { colours, industries, locales } from "./choices";
import { reservedSlugs } from "./slug";

/** Shapes of an organization, shared by routes and forms. The words are the columns'. */

export const Slug = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])$/, "Use 2 to 48 letters, digits and hyphens.")
  .refine((slug) => !reservedSlugs.has(slug), { error: "This address is reserved. Choose another one." });

const Name = z.string().trim().min(1, "Enter a name.").max(120, "Use at most 120 characters.");

export const TimeZone = z.string().refine(isTimeZone, { error: "Choose a time zone from the list." });

const Currency = z.string().regex(/^[A-Z]{3}$/, "Use a three-letter currency code, e.g. USD.");

export const CreateOrganization = z.object({
  name: Name,
  slug: Slug,
  industry: z.enum(industries).default("other"),
  time_zone: TimeZone.default("America/New_York"),
  currency: Currency.default("USD"),
  colour: z.enum(colours).default("teal"),
});
export type CreateOrganization = z.infer<typeof CreateOrganization>;

/** What can be changed later; the slug cannot, because links and webhooks depend on it. */
export const OrganizationFields = z.object({
  name: Name,
  industry: z.enum(industries),
  time_zone: TimeZone,
  currency: Currency,
  colour: z.enum(colours),
  locale: z.enum(locales),
});
export type OrganizationFields = z.infer<typeof OrganizationFields>;

export const UpdateOrganization = OrganizationFields.partial().refine((change) => Object.keys(change).length > 0, {
  error: "Say what to change.",
});
export type UpdateOrganization = z.infer<typeof UpdateOrganization>;

/** The bytes of a picture, in base64: at most 128 kB of them. */
export const SetLogo = z.strictObject({
  image: z
    .base64("Send the picture in base64.")
    .min(1, "Choose a picture.")
    .max(190_000, "Use a picture of at most 128 kB."),
});
export type SetLogo = z.infer<typeof SetLogo>;

export const SlugParams = z.object({ slug: z.string().min(1).max(200) });
export const OrgParams = z.object({ org: z.string().min(1).max(100) });

// The database knows IANA names only; "+05:30", which Intl accepts, would fail there.
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
