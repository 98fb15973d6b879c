import { DomainAnswer } from "@/lib/domains/answers";
import { verifyDomain } from "@/lib/domains/verify-domain";
import { IdParams } from "@/lib/http/route";
import { withOrg } from "@/lib/http/with-org";

export const POST = withOrg(
  {
    docs: { summary: "Look for the proof of a host name in the DNS", answer: DomainAnswer },
    can: "domains.write",
    params: IdParams,
  },
  ({ ctx, params }) => verifyDomain(ctx, params),
);
