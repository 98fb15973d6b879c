import { withOrg } from "@/lib/http/with-org";
import { readPrice } from "@/lib/prices/read-price";
import { SetPrice, setPrice } from "@/lib/prices/set-price";

export const GET = withOrg({ can: "prices.read" }, ({ ctx }) => readPrice(ctx));

export const PUT = withOrg({ can: "prices.write", body: SetPrice }, ({ ctx, body }) => setPrice(ctx, body));
