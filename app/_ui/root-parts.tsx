"use client";

/** @public */
export { Failure } from "./failure";
/**
 * What nearly every page needs, named together in the root layout so that the bundler puts it into the one file all
 * pages share instead of into each page's own.
 */
/** @public */
export { Link } from "./link";
export { TooltipLayer } from "./tooltip-layer";
