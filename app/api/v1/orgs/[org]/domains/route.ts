import { addDomain } from "@/lib/domains/add-domain";
import { listDomains } from "@/lib/domains/list-domains";
import { AddDomain } from "@/lib/domains/schemas";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg({ can: "organization.read" }, async ({ ctx }) => ({
  data: await listDomains(ctx),
  next_cursor: null,
}));

export const POST = withOrg({ can: "organization.write", body: AddDomain }, async ({ ctx, body }) =>
  created(await addDomain(ctx, body)),
);
