/** Addresses that a township has told: its county's platform, a screen in the hall. */
export const maxTargets = 5;
export const maxUrlCharacters = 500;
/** Pauses before another attempt, in minutes: a restart is over in one, a night's fault in the last ones, which go on until it is given up. */
export const pausesMinutes = [1, 5, 30, 120, 360, 720] as const;
/** An attempt whose process died is made again after so long. */
export const leaseMinutes = 5;
/** An address that took nothing for so long is told nothing any more; a weekend is not that long. */
export const givenUpAfterHours = 72;
export const answerSeconds = 10;
/** What is kept of why it failed. */
export const maxFailureCharacters = 200;
export const maxDeliveriesShown = 10;
