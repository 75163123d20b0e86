/** From whom a ticket is kept: the official whom it is about, and others whom the reporter would not have it reach. */
export type Kept = { aboutId?: number | null | undefined; keptFrom?: readonly number[] | null | undefined };

/** Whether nothing of it may reach this person, by whatever way: list, card, hand-over, deputy, duty or rank. */
export const isKeptFrom = ({ aboutId, keptFrom }: Kept, personId: number): boolean =>
  aboutId === personId || (keptFrom?.includes(personId) ?? false);

/** Whether there is anybody from whom it is kept; then it is shown in no group, where everybody reads along. */
export const isKeptFromSomebody = ({ aboutId, keptFrom }: Kept): boolean =>
  (aboutId !== null && aboutId !== undefined) || (keptFrom?.length ?? 0) > 0;

export const withoutKept = <P extends { id: number }>(people: readonly P[], kept: Kept): P[] =>
  people.filter(({ id }) => !isKeptFrom(kept, id));
