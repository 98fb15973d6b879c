/** What another process would find: nothing of its own, everything of Redis. */
export function forgetOwnCache(): void {
  for (const name of ["shared", "costs", "memberships", "signing_agents", "phi_vaults"]) {
    const kept = (globalThis as { [key: symbol]: unknown })[Symbol.for(`foyer.metrics.cache.${name}`)];
    if (kept instanceof Map) kept.clear();
  }
}

/** What another process knows of who has just read what: nothing. */
export function forgetReads(): void {
  const kept = (globalThis as { [key: symbol]: unknown })[Symbol.for("foyer.metrics.audit.reads")];
  if (kept instanceof Map) kept.clear();
}
