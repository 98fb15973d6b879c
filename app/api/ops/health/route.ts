import { withOperator } from "@/lib/http/with-operator";
import { checkHealth } from "@/lib/monitoring/check-health";

export const GET = withOperator({}, () => checkHealth());
