import { withUser } from "@/lib/http/with-user";
import { savePreferences } from "@/lib/views/preferences";
import { Preferences } from "@/lib/views/schemas";

export const PUT = withUser({ body: Preferences }, ({ ctx, body }) => savePreferences(ctx, body));
