import { z } from "zod";
import { withUser } from "@/lib/http/with-user";
import { SeeMentions } from "@/lib/notes/schemas";
import { seeMentions } from "@/lib/notes/see-mentions";
import { OrgParams } from "@/lib/orgs/schemas";

export const PUT = withUser(
  {
    docs: { summary: "Mark the mentions of a call as seen", answer: z.object({ seen: z.number() }) },
    params: OrgParams,
    body: SeeMentions,
  },
  ({ ctx, params, body }) => seeMentions(ctx, { slug: params.org, ...body }),
);
