import { findOrganization } from "@/lib/domains/find-organization";
import { AddDomain } from "@/lib/domains/schemas";
import { withPublic } from "@/lib/http/with-public";

// Asked by the edge for the host name of a request.
export const GET = withPublic({ query: AddDomain }, ({ query }) => findOrganization(query.hostname));
