import { and, eq, isNull, sql } from "drizzle-orm";
import { person } from "../../database/schema/people.ts";
import { survey } from "../../database/schema/surveys.ts";
import { priorities, type Work } from "../../database/work.ts";
import { afterQuietHours } from "../outreach/readers.ts";
import { findPerson } from "../people/person.ts";
import type { Timer } from "../timer.ts";
import { wantsToHear, wasAsked } from "./places.ts";
import { changeSurvey, findForm } from "./surveys.ts";

/** A survey of less than two days is not reminded of. */
const reminderAt = sql`ends_at - interval '1 day'`;
const isReminded = sql`reminded_at is null and ${reminderAt} > created_at + interval '1 day'`;
const dueAt = sql`case when ${isReminded} then ${reminderAt} else ends_at end`;

/** Those who have not answered are reminded once, a day before the end; at the end the person who asked hears what came of it. */
export const surveyTimer: Timer = {
  road: "survey",
  due: ({ townId, now }) => sql`select id, ${dueAt} as due_at from survey
    where town_id = ${townId} and closed_at is null and ${dueAt} <= ${now.toISOString()}::timestamptz`,
  upcoming: ({ townId }) => sql`select ${dueAt} as at from survey where town_id = ${townId} and closed_at is null`,
  fire,
  nameOf: async (work, id) => `《${(await findForm(work, id))?.survey.title ?? "?"}》`,
};

async function fire(work: Work, id: number): Promise<boolean> {
  const [due] = await work.tx
    .select()
    .from(survey)
    .where(and(eq(survey.townId, work.townId), eq(survey.id, id), isNull(survey.closedAt)))
    .for("update", { skipLocked: true });
  if (!due) return false;
  if (due.endsAt > work.now) {
    await changeSurvey(work, id, { remindedAt: work.now });
    const values = { title: due.title, until: due.endsAt.toISOString() };
    for (const one of await findSilent(work, id)) {
      const about = { priority: priorities.broadcast, notBefore: afterQuietHours(work) };
      work.tell(one, { kind: "text", key: "told-survey-soon", values, buttons: "survey", subject: id }, about);
    }
    return true;
  }
  await changeSurvey(work, id, { closedAt: due.endsAt });
  const maker = await findPerson(work, due.createdBy);
  if (maker)
    work.tell(maker, { kind: "text", key: "told-survey-over", values: { title: due.title }, buttons: "survey-results", subject: id });
  return true;
}

/** Who was asked and has not answered, by themselves or for their household. */
const findSilent = (work: Work, id: number) =>
  work.tx
    .select({ id: person.id, telegramId: person.telegramId })
    .from(person)
    .where(
      and(
        eq(person.townId, work.townId),
        wantsToHear,
        wasAsked(id),
        sql`not exists (select from survey_reply r left join household h on h.town_id = r.town_id and h.id = r.household_id
          where r.town_id = ${person.townId} and r.survey_id = ${id}
            and (r.person_id = ${person.id} or h.person_id = ${person.id} and r.whose = 'h' || h.id))`,
      ),
    );
