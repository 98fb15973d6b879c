import { readLimits } from "@/lib/api-keys/read-limits";
import { Limits } from "@/lib/api-keys/schemas";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "Read what is used of the limits", answer: Limits }, can: "organization.read" },
  ({ ctx }) => readLimits(ctx),
);
