export function mendPostgres(root?: string): void;
