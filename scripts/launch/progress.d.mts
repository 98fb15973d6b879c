/** Runs one step of a start and says how long it took; `note` adds words behind the title. */
export declare function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T>;
