import { withUser } from "@/lib/http/with-user";
import { readPreferences, savePreferences } from "@/lib/views/preferences";
import { Preferences } from "@/lib/views/schemas";

export const GET = withUser({ docs: { summary: "Read one's own preferences", answer: Preferences } }, ({ ctx }) =>
  readPreferences(ctx.tx, ctx.person.id),
);

export const PUT = withUser(
  { docs: { summary: "Keep one's own preferences", answer: Preferences }, body: Preferences },
  ({ ctx, body }) => savePreferences(ctx, body),
);
