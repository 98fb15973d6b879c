export const CHROMIUM_PACKAGES: readonly string[];
export function chromiumPath(): string | undefined;
