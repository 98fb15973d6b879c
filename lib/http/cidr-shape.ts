import { z } from "zod";

const ONE_OF = [z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()] as const;

/** A network as people write it: `203.0.113.0/24`, `2001:db8::/32`, or one address alone. Not the whole internet. For browsers as well. */
export const Cidr = z
  .string()
  .trim()
  .toLowerCase()
  .max(50)
  .refine(
    (text) => ONE_OF.some((form) => form.safeParse(text).success) && !text.endsWith("/0"),
    "Write a network such as 203.0.113.0/24, or one address.",
  );
