import { IdParams } from "@/lib/http/route";
import { withOperator } from "@/lib/http/with-operator";
import { retryFailedJob } from "@/lib/ops/retry-failed-job";

export const POST = withOperator({ params: IdParams }, ({ ctx, params }) => retryFailedJob(ctx, params.id));
