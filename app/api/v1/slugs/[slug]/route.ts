import { withUser } from "@/lib/http/with-user";
import { checkSlug } from "@/lib/orgs/check-slug";
import { SlugParams } from "@/lib/orgs/schemas";

export const GET = withUser({ params: SlugParams }, ({ ctx, params }) => checkSlug(ctx.tx, params.slug));
