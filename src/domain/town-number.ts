/** The number of the only town, where there is one; each further bot gets the next. */
export const firstTownId = 1;

/** The name of a job of this town, so that a process takes the jobs of those towns only that it serves. The first town's have those of releases up to 0.7. */
export const taskOf = (task: string, townId: number): string => (townId === firstTownId ? task : `${task}:${townId}`);
