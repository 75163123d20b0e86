/** Names of the jobs in the job engine's tables. */
export const inboxTask = "handle_inbox";
export const timersTask = "fire_timers";
export const tidyTask = "tidy_up";
export const backupTask = "back_up";
