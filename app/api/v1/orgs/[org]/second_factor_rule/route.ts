import { withOrg } from "@/lib/http/with-org";
import { SecondFactorRuleAnswer } from "@/lib/orgs/answers";
import { readSecondFactorRule } from "@/lib/orgs/read-second-factor-rule";
import { SetSecondFactorRule, setSecondFactorRule } from "@/lib/orgs/set-second-factor-rule";

export const GET = withOrg(
  {
    docs: { summary: "Read whether members must have a second factor", answer: SecondFactorRuleAnswer },
    can: "organization.read",
  },
  ({ ctx }) => readSecondFactorRule(ctx),
);

export const PUT = withOrg(
  {
    docs: { summary: "Decide whether members must have a second factor", answer: SecondFactorRuleAnswer },
    can: "second_factor_rule.write",
    recent: true,
    body: SetSecondFactorRule,
  },
  ({ ctx, body }) => setSecondFactorRule(ctx, body),
);
