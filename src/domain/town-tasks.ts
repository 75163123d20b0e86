/** The town that every deployment began with: its jobs have the names that releases up to 0.7 gave them. */
const firstTown = 1;

/** The name of a job of this town, so that a process takes the jobs of those towns only that it serves. */
export const taskOf = (task: string, townId: number): string => (townId === firstTown ? task : `${task}:${townId}`);
