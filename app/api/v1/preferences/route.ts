import { withUser } from "@/lib/http/with-user";
import { savePreferences } from "@/lib/views/preferences";
import { Preferences } from "@/lib/views/schemas";

export const PUT = withUser(
  { docs: { summary: "Keep one's own preferences", answer: Preferences }, body: Preferences },
  ({ ctx, body }) => savePreferences(ctx, body),
);
