/** The control page, as one document without a build step. */
export const controlPage = (): string => "<!doctype html><title>Vendor sandbox</title>";
