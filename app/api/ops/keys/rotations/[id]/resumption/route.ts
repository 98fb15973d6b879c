import { IdParams } from "@/lib/http/route";
import { withOperator } from "@/lib/http/with-operator";
import { resumeKeyRotation } from "@/lib/keys/resume-key-rotation";

export const POST = withOperator({ recent: true, params: IdParams }, ({ ctx, params }) =>
  resumeKeyRotation(ctx, params.id),
);
