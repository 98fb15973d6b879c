import { withVendor } from "@/lib/http/with-vendor";
import { answerDelivery } from "@/lib/ingest/answer-delivery";
import { authenticateVapi } from "@/lib/ingest/authenticate";

export const POST = withVendor(authenticateVapi, answerDelivery);
