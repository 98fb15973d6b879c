import { withVendor } from "@/lib/http/with-vendor";
import { answerDelivery } from "@/lib/ingest/answer-delivery";
import { authenticateByToken } from "@/lib/ingest/authenticate";

export const POST = withVendor(authenticateByToken, answerDelivery);
