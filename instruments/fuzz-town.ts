import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import type { Emulator } from "../emulator/server.ts";
import type { startApp } from "../src/app.ts";

/** Everybody of a town has to do with the same few tickets, so that whatever is pressed may mean something. */
export async function furnish(pool: pg.Pool, app: Awaited<ReturnType<typeof startApp>>, people: number[], telegram: Emulator) {
  let id = 900_000;
  const say = async (from: number, text: string) => {
    id += 1;
    telegram.world.room({ id: from, type: "private", first_name: "x" } as never).started = true;
    const entities = text.startsWith("/") ? { entities: [{ type: "bot_command", offset: 0, length: text.split(" ")[0]?.length }] } : {};
    const message = {
      message_id: id,
      date: 1,
      from: { id: from, is_bot: false, first_name: `人${from % 1000}`, language_code: "zh" },
      chat: { id: from, type: "private" },
      text,
      ...entities,
    };
    await app.store([{ update_id: id, message }] as never);
    await settled(pool, telegram, 0);
  };
  const [admin = 0] = people;
  await say(admin, `/start ${app.claimCode}`);
  await say(admin, "青石镇");
  await say(admin, "东坑村：一组、二组\n石背村");
  for (const one of people.slice(1)) await say(one, "/start v1");
  for (const reporter of people.slice(3)) {
    for (let report = 1; report <= 8; report += 1) {
      for (const words of [
        "报问题",
        report % 3 ? "道路水利" : "矛盾纠纷",
        ...(report % 3 ? [] : ["跳过"]),
        "路塌了",
        "村口",
        "跳过",
        "提交",
      ])
        await say(reporter, words);
    }
  }
  await appoint(pool, people);
}

/** Gives the offices back to the person who has left theirs, or a long run would go on among villagers only. */
export async function appoint(pool: pg.Pool, people: readonly number[]) {
  for (const [index, role] of ["admin", "cadre", "leader", "discipline"].entries()) {
    await pool.query(
      `insert into role_grant (town_id, person_id, role, village_id, granted_at)
       select p.town_id, p.id, $2, $3, now() from person p where p.telegram_id = $1
         and not exists (select 1 from role_grant g where g.person_id = p.id and g.role = $2 and g.revoked_at is null)`,
      [people[index], role, role === "cadre" || role === "leader" ? 1 : null],
    );
  }
}

/**
 * Waits until everything that was done is handled and told.
 *
 * @param now by the town's clock: what waits for later does not count
 * @param maxUrgent 0 waits for answers to button presses too, which are written down last; nobody else waits for those
 */
export async function settled(pool: pg.Pool, telegram: Emulator, seed: number, now = Number.MAX_SAFE_INTEGER / 1_000, maxUrgent = 1) {
  const given = [new Date(now), maxUrgent];
  const due = "state = 'pending' and chat_id > 0 and priority >= $2 and (not_before is null or not_before <= $1)";
  for (let looks = 0; looks < 12_000; looks += 1) {
    // Counted first: whatever has left Telegram by now is stored, and the query sees it.
    const onTheWay = telegram.world.updates.length;
    const { rows } = await pool.query<{ open: boolean }>(
      `select exists (select 1 from inbox where processed_at is null) or exists (select 1 from outbox where ${due}) as open`,
      given,
    );
    if (!rows[0]?.open && onTheWay === 0) return;
    await wait(5);
  }
  const { rows } = await pool.query(
    `select 'inbox ' || update_id as waits, failure, payload from inbox where processed_at is null union all
     select 'outbox ' || id, failure, coalesce(payload, notice) from outbox where ${due} limit 10`,
    given,
  );
  throw new Error(`The bot did not come to rest (seed ${seed}): ${JSON.stringify(rows)}`);
}
