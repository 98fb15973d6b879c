import { withOrg } from "@/lib/http/with-org";
import { LogoAnswer } from "@/lib/orgs/answers";
import { removeLogo } from "@/lib/orgs/remove-logo";
import { SetLogo } from "@/lib/orgs/schemas";
import { setLogo } from "@/lib/orgs/set-logo";

export const PUT = withOrg(
  {
    docs: { summary: "Give the organization a logo", answer: LogoAnswer },
    can: "organization.write",
    tier: "uploads",
    body: SetLogo,
  },
  ({ ctx, body }) => setLogo(ctx, body),
);

export const DELETE = withOrg(
  { docs: { summary: "Remove the organization's logo", answer: null }, can: "organization.write" },
  ({ ctx }) => removeLogo(ctx),
);
