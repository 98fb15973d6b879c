import { withOperator } from "@/lib/http/with-operator";
import { readKeysState } from "@/lib/keys/read-keys-state";

export const GET = withOperator({}, ({ ctx }) => readKeysState(ctx.tx));
