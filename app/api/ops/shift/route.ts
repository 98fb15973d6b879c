import { withOperator } from "@/lib/http/with-operator";
import { readShift } from "@/lib/ops/read-shift";

export const GET = withOperator({}, () => readShift());
