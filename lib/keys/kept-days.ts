/** How long a deleted organization can still be brought back; then its data keys are destroyed. */
export const KEPT_DAYS = 30;
