type Owner = { pid: number; url?: string; stopping?: boolean };
type Lock = { note(facts: object): void; release(): void };

/** Takes the data folder for this process, or says who holds it. */
export declare function holdLock(folder: string): Lock | { owner: Owner };

/** The process that runs Foyer over a data folder, if there is one. */
export declare function lockOwner(folder: string): Owner | null;
