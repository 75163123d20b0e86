import { askOnce, type Database } from "../database/client.ts";

/** Telegram's numbers have 31 bits; a series has room for all of them. */
const numbersOfSeries = 2 ** 32;
/** After a week without updates Telegram's next number is any; what was stored longer ago than a day is delivered no more. */
const silenceDays = 6;
/** A process that has stored nothing for so long asks again whether the town was silent. */
const askAgainAfterMs = 24 * 3_600_000;

/**
 * Which series of numbers this bot's updates belong to now. A number tells an update from another only within one bot and one unbroken
 * sequence: the inbox keeps them for weeks, and must not take a new update for an old one.
 *
 * @param now milliseconds of the machine's clock
 * @returns the key in the inbox of the update of a number, for what is stored at this moment
 * @see https://core.telegram.org/bots/api#update "identifier of the next update will be chosen randomly"
 */
export function followSeries(database: Database, townId: number, botId: number, now: () => number = () => Date.now()) {
  let base: Promise<number> | undefined;
  let askedAt = 0;
  const ask = async () => (await findSeries(database, townId, botId)) * numbersOfSeries;
  return async (): Promise<(updateId: number) => number> => {
    if (now() - askedAt > askAgainAfterMs) base = undefined;
    askedAt = now();
    base ??= ask().catch((error) => {
      base = undefined;
      throw error;
    });
    const from = await base;
    return (updateId) => from + updateId;
  };
}

/** Begins a series where one is due; of two processes that see it at once, one does, and both read the same. */
async function findSeries(database: Database, townId: number, botId: number): Promise<number> {
  await askOnce(database, townId, { text: beginning, values: [townId, botId, numbersOfSeries, silenceDays] });
  const text = "select max(series) as series from update_series where town_id = $1 and bot_id = $2";
  const [found] = await askOnce<{ series: number }>(database, townId, { text, values: [townId, botId] });
  return found?.series ?? 0;
}

/**
 * The first series is that of whatever was stored before series were known, unless the updates themselves name another bot. The update
 * of the highest number is the newest of its series.
 */
const beginning = `
  with own as (select max(series)::bigint as series from update_series where town_id = $1 and bot_id = $2),
  newest as (
    select received_at from inbox, own
    where town_id = $1 and update_id >= own.series * $3::bigint and update_id < (own.series + 1) * $3::bigint
    order by update_id desc limit 1
  ),
  known as (select max(series) as series from update_series where town_id = $1),
  foreign_bot as (
    select 1 from inbox
    where town_id = $1 and (select series from known) is null
      and coalesce(payload #>> '{callback_query,message,from,id}', payload #>> '{my_chat_member,new_chat_member,user,id}') <> $2::text
    limit 1
  )
  insert into update_series (town_id, series, bot_id)
  select $1, coalesce((select series + 1 from known), (select 1 from foreign_bot), 0), $2::bigint
  where (select series from own) is null or (select received_at from newest) < now() - $4 * interval '1 day'
  on conflict do nothing`;
