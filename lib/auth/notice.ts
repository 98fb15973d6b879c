import { z } from "zod";

/** What the owner of an account is written about. A lock is named by its key and its beginning (Unix ms); see `unlockToken`. */
export const Notice = z.discriminatedUnion("about", [
  z.object({ about: z.enum(["factor_added", "factor_removed", "recovery_code_used"]) }),
  z.object({ about: z.literal("locked"), what: z.enum(["password", "code"]), lock: z.string(), since: z.number() }),
]);
export type Notice = z.infer<typeof Notice>;
