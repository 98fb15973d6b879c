import { withOrg } from "@/lib/http/with-org";
import { PriceAnswer } from "@/lib/prices/answers";
import { readPrice } from "@/lib/prices/read-price";
import { SetPrice, setPrice } from "@/lib/prices/set-price";

export const GET = withOrg(
  { docs: { summary: "Read the price of a minute", answer: PriceAnswer }, can: "prices.read" },
  ({ ctx }) => readPrice(ctx),
);

export const PUT = withOrg(
  { docs: { summary: "Set the price of a minute", answer: PriceAnswer }, can: "prices.write", body: SetPrice },
  ({ ctx, body }) => setPrice(ctx, body),
);
