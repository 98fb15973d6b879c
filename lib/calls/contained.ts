import { sql } from "kysely";

/** A call (as `c`) in which somebody was talked with: voicemail is no conversation. */
export const conversation = sql<boolean>`(c.status = 'ended' and c.voicemail is not true)`;

/**
 * A call (as `c`) in which a person was called for, reached or not. The words of both vendors, known and to come. Together
 * with `conversation` it is the predicate of the index `calls_handed_over`, and what the hourly totals count as transferred.
 */
export const handedOver = sql<boolean>`(c.transfer_destination is not null or c.disconnection_reason ~ '(transfer|forward|take_over)')`;
