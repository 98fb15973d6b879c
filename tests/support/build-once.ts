import { buildForBrowserTests } from "./build-browser-tests";

/** The commands are tried with the build of the browser tests, which is there in a whole run; by themselves they make it. */
export default buildForBrowserTests;
