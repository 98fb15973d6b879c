import { withOrg } from "@/lib/http/with-org";
import { readSecondFactorRule } from "@/lib/orgs/read-second-factor-rule";
import { SetSecondFactorRule, setSecondFactorRule } from "@/lib/orgs/set-second-factor-rule";

export const GET = withOrg({ can: "organization.read" }, ({ ctx }) => readSecondFactorRule(ctx));

export const PUT = withOrg({ can: "organization.write", recent: true, body: SetSecondFactorRule }, ({ ctx, body }) =>
  setSecondFactorRule(ctx, body),
);
