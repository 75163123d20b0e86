import { DateTime } from "luxon";

/** A minute of every night by the town's clock, as cron of the job engine says it, which counts by UTC. */
export function everyNight(zone: string, hour: number, minute: number): string {
  const at = DateTime.fromObject({ hour, minute }, { zone }).toUTC();
  return `${at.minute} ${at.hour} * * *`;
}
