import { created } from "@/lib/http/respond";
import { withOperator } from "@/lib/http/with-operator";
import { StartKeyRotation } from "@/lib/keys/schemas";
import { startKeyRotation } from "@/lib/keys/start-key-rotation";

export const POST = withOperator({ recent: true, body: StartKeyRotation }, async ({ ctx, body }) =>
  created(await startKeyRotation(ctx, body)),
);
