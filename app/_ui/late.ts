import { type LazyExoticComponent, lazy } from "react";
import { untilLoaded } from "./until-loaded";

/** Any component: the widest that `lazy` takes. */
type Part = Awaited<ReturnType<Parameters<typeof lazy>[0]>>["default"];

/**
 * A part whose code is fetched when it is first drawn, so that no page carries it before; while the connection is gone its
 * fallback waits. Draw it within `Suspense`.
 */
export function late<Loaded extends Part>(load: () => Promise<Loaded>): LazyExoticComponent<Loaded> {
  return lazy(async () => ({ default: await untilLoaded(load) }));
}
