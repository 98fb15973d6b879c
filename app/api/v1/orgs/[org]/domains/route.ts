import { addDomain } from "@/lib/domains/add-domain";
import { DomainAnswer } from "@/lib/domains/answers";
import { listDomains } from "@/lib/domains/list-domains";
import { AddDomain } from "@/lib/domains/schemas";
import { pageShape } from "@/lib/http/cursor";
import { created } from "@/lib/http/respond";
import { withOrg } from "@/lib/http/with-org";

export const GET = withOrg(
  { docs: { summary: "List the organization's host names", answer: pageShape(DomainAnswer) }, can: "domains.read" },
  async ({ ctx }) => ({ data: await listDomains(ctx), next_cursor: null }),
);

export const POST = withOrg(
  { docs: { summary: "Add a host name", answer: DomainAnswer, status: 201 }, can: "domains.write", body: AddDomain },
  async ({ ctx, body }) => created(await addDomain(ctx, body)),
);
