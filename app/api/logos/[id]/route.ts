import { IdParams } from "@/lib/http/route";
import { withPublic } from "@/lib/http/with-public";
import { readLogo } from "@/lib/orgs/read-logo";

export const GET = withPublic({ params: IdParams }, ({ params }) => readLogo(params.id));
