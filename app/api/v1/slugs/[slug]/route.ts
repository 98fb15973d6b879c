import { withUser } from "@/lib/http/with-user";
import { SlugCheckAnswer } from "@/lib/orgs/answers";
import { checkSlug } from "@/lib/orgs/check-slug";
import { SlugParams } from "@/lib/orgs/schemas";

export const GET = withUser(
  { docs: { summary: "Ask whether an address is free", answer: SlugCheckAnswer }, params: SlugParams },
  ({ ctx, params }) => checkSlug(ctx.tx, params.slug),
);
