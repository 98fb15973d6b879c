import { z } from "zod";

export const ROTATE_KEYS = "rotate-keys";
export const SPREAD_ROTATION = "spread-rotation";

/** What a rotation was asked for. Without a new data key it wraps the data keys anew and moves fields that are behind. */
export const RotationInput = z.object({ new_data_key: z.boolean() });
export type RotationInput = z.infer<typeof RotationInput>;

/** The part of an organization in a rotation that an operator started. */
export type PartOf = { rotation_id: string; started_by: string | null; everywhere: boolean };
