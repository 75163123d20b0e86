import type { TextKey } from "../../../../locales/text-key.ts";
import { firstCharacters } from "../../../domain/characters.ts";
import { maxDescriptionCharacters, maxHouseholdCharacters, maxPeopleTalkedTo } from "../../../domain/limits.ts";
import { readPerson } from "../../../domain/people/written.ts";
import { findGroups } from "../../../domain/places/places.ts";
import { isRefusal, refuse } from "../../../domain/refusal.ts";
import { maxSurveysAtDoor } from "../../../domain/surveys/limits.ts";
import { findAtDoor } from "../../../domain/surveys/places.ts";
import { findCompanions } from "../../../domain/visits/companions.ts";
import { addHousehold, findHousehold, findHouseholds } from "../../../domain/visits/households.ts";
import {
  amendVisit,
  findVisit,
  type HeardFrom,
  logVisit,
  permitVisit,
  reportHeard,
  type Visit,
  type VisitGiven,
} from "../../../domain/visits/visits.ts";
import { button, inline, ticketData } from "../../../wording/buttons.ts";
import { surveyData } from "../../../wording/doorstep-callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { visitData } from "../../../wording/visit-callbacks.ts";
import { typedIn } from "../../content.ts";
import { type BotContext, say, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import type { Question } from "../../question.ts";
import { content, type GivenContent, number, oneOf, parsed } from "../../questions.ts";
import { type ChosenVillage, matterCategory, villageWhere } from "../../town-questions.ts";

/** A household, or somewhere in the field. */
type Whose = { householdId: number; villageId: number } | "field";

const whose: Question<Whose> = oneOf<Whose>(
  { key: "ask-whose-visit" },
  async (ctx) => [
    ...(await findHouseholds(ctx.work, ctx.actor, 0)).households.map(({ id, head, villageId }) => ({
      caption: head,
      value: String(id),
      answer: { householdId: id, villageId },
    })),
    { caption: word(ctx, "button-in-the-field"), value: "field", answer: "field" as const },
  ],
  { columns: 3 },
);

const inWhichVillage = villageWhere({ key: "ask-visit-village" }, "visit_in_field");

/** The list of households stands above; words or a voice message sent now belong to the one chosen next, there or here. */
export const noting = conversation<{ note: GivenContent; whose: Whose; village: ChosenVillage }>(
  "visit",
  async ({ ctx, ask }) => {
    const note = await ask("note", content({ key: "visit-or-note" }, maxDescriptionCharacters));
    const at = await ask("whose", whose);
    await log(ctx, at === "field" ? { villageId: (await ask("village", inWhichVillage)).id } : at, note);
  },
  { isSilent: true },
);

/** 在外走访. */
export const visitingInField = conversation<{ village: ChosenVillage }>("visit-field", async ({ ctx, ask }) => {
  await log(ctx, { villageId: (await ask("village", inWhichVillage)).id });
});

type GivenHousehold = { head: string; phone: string | null; address: string | null };

/** A name, a phone and where it is, in one line. */
const household = parsed<GivenHousehold>({ key: "ask-household" }, (ctx, typed) => {
  const read = [...typed].length <= maxHouseholdCharacters ? readPerson(typed) : undefined;
  if (read && !read.unclear) return { head: read.name, phone: read.phone ?? null, address: read.note || null };
  if (read?.unclear) say(ctx, "person-phone-unclear", { digits: read.unclear });
  else say(ctx, "words-please");
  return undefined;
});

/** A household that is not in the list yet, and the visit to it. */
export const addingHousehold = conversation<{ village: ChosenVillage; household: GivenHousehold }>(
  "visit-household",
  async ({ ctx, ask }) => {
    const { id: villageId } = await ask("village", villageWhere({ key: "ask-visit-village" }, "keep_household"));
    const { head, phone, address } = await ask("household", household);
    // 二组 beside the name is the group, where the village has one of that name.
    const group = (await findGroups(ctx.work, villageId)).find(({ name }) => address?.split(" ").includes(name));
    const rest = address
      ?.split(" ")
      .filter((part) => part !== group?.name)
      .join(" ");
    const where = { ...(rest ? { address: rest } : {}), ...(group ? { groupName: group.name } : {}) };
    const home = await addHousehold(ctx.work, ctx.actor, { villageId, head, phone, ...where });
    if (isRefusal(home)) return sayRefusal(ctx, home);
    await log(ctx, { villageId: home.villageId, householdId: home.id });
  },
);

type OfVisit = { id: number };

const heardIn = ({ text: heard = "", ...file }: GivenContent) => ({ heard, ...file });

export const sayingHeard = conversation<{ heard: GivenContent }, OfVisit>("visit-heard", async ({ ctx, given: { id }, ask }) => {
  const given = await ask("heard", content({ key: "ask-heard" }, maxDescriptionCharacters));
  const changed = await amendVisit(ctx.work, ctx.actor, id, heardIn(given));
  if (isRefusal(changed)) sayRefusal(ctx, changed);
  else await sayVisit(ctx, changed, "visit-heard");
});

export const countingPeople = conversation<{ people: number }, OfVisit>("visit-people", async ({ ctx, given: { id }, ask }) => {
  await setPeople(ctx, id, await ask("people", number({ key: "ask-people" }, 1, maxPeopleTalkedTo)));
});

const whichCategory = matterCategory({ key: "ask-heard-category" });

/** Who said it, where nobody there uses the bot: the head of the household by button, anybody by name and phone, or the visitor saw it. */
const heardFrom = (head: string | null): Question<HeardFrom> => ({
  ...oneOf<HeardFrom>({ key: head === null ? "ask-heard-from-field" : "ask-heard-from" }, (ctx) => [
    ...(head === null ? [] : [{ caption: head, value: "head", answer: { name: head } }]),
    { caption: word(ctx, "button-found-myself"), value: "self", answer: "self" as const },
  ]),
  message(ctx, message) {
    const read = readPerson(typedIn(message));
    if (read && !read.unclear) return { name: read.name, ...(read.phone ? { phone: read.phone } : {}) };
    if (read?.unclear) say(ctx, "person-phone-unclear", { digits: read.unclear });
    else say(ctx, "words-please");
    return undefined;
  },
});

/** What was heard becomes a ticket; without words yet, they are asked for first. */
const reportingHeard = conversation<
  { heard: GivenContent; category: number; from: HeardFrom },
  OfVisit & { hasWords: boolean; head: string | null; usesBot: boolean }
>("visit-report", async ({ ctx, given: { id, hasWords, head, usesBot }, ask }) => {
  const heard = hasWords ? undefined : await ask("heard", content({ key: "ask-heard-problem" }, maxDescriptionCharacters));
  const categoryId = await ask("category", whichCategory);
  const from = usesBot ? "self" : await ask("from", heardFrom(head));
  const changed = heard && (await amendVisit(ctx.work, ctx.actor, id, heardIn(heard)));
  if (isRefusal(changed)) return sayRefusal(ctx, changed);
  const found = await findVisit(ctx.work, id);
  const submitted = await reportHeard(ctx.work, ctx.actor, id, categoryId, found?.ticketId !== null, from);
  if (isRefusal(submitted)) return sayRefusal(ctx, submitted);
  const { ticket, responsible } = submitted;
  sayMenu(ctx, "heard-reported", { number: ticket.number, name: responsible.name });
  const markup = inline([[button(word(ctx, "button-paper"), ticketData("paper", ticket.id))]]);
  if (from !== "self") say(ctx, "heard-leave-paper", {}, { markup });
});

export async function reportVisit(ctx: BotContext, id: number) {
  const found = await findVisit(ctx.work, id);
  const home = found?.householdId ? await findHousehold(ctx.work, found.householdId) : undefined;
  const hasWords = Boolean(found?.heard || found?.attachment) && found?.ticketId === null;
  await amending(ctx, id, () => reportingHeard.enter(ctx, { id, hasWords, head: home?.head ?? null, usesBot: Boolean(home?.personId) }));
}

/** Asks for more about a visit, if it is theirs. */
export async function amending(ctx: BotContext, id: number, begin: () => Promise<void>) {
  const refusal = await permitVisit(ctx.work, ctx.actor, id);
  if (refusal) sayRefusal(ctx, refusal);
  else await begin();
}

async function log(ctx: BotContext, place: Omit<VisitGiven, "key">, { text: heard, ...file }: GivenContent = {}) {
  const logged = await logVisit(ctx.work, ctx.actor, { ...place, key: `${ctx.dialog?.nonce}`, heard, ...file });
  if (isRefusal(logged)) sayRefusal(ctx, logged);
  else await sayVisit(ctx, logged, "visit-logged");
}

/** The visit with what may be added to it. */
/** A tap on a household in a list logs a visit; a second one on the same list nothing more. */
export async function logFromList(ctx: BotContext, householdId: number, { text: heard, ...file }: GivenContent = {}) {
  const home = await findHousehold(ctx.work, householdId);
  if (!home) return refuse("not-found");
  const key = `${ctx.chatId}:${ctx.callbackQuery?.message?.message_id}:${householdId}`;
  return logVisit(ctx.work, ctx.actor, { key, villageId: home.villageId, householdId, heard, ...file });
}

export async function sayVisit(ctx: BotContext, visit: Visit, key: TextKey) {
  const home = visit.householdId === null ? undefined : await findHousehold(ctx.work, visit.householdId);
  const { id } = visit;
  const companions = await findCompanions(ctx.work, id);
  const to = (key: TextKey, what: "heard" | "report" | "undo" | "day" | "along") => button(word(ctx, key), visitData.pack(what, { id }));
  const mark = (people: number) => `${people === visit.people ? "✓ " : ""}${people}`;
  const counts = [...new Set([1, 2, 3, home?.people ?? 4, 5])].toSorted((a, b) => a - b);
  const surveys = home ? await findAtDoor(ctx.work, home.id, maxSurveysAtDoor) : [];
  const markup = inline([
    [
      ...counts.map((people) => button(mark(people), visitData.pack("people", { id, people }))),
      button("…", visitData.pack("count", { id })),
    ],
    [to("button-heard", "heard"), to("button-report-heard", "report")],
    [to("button-visit-day", "day"), to("button-along", "along")],
    ...surveys.map((one) => [
      button(
        `${one.isAnswered ? "✅ " : ""}${word(ctx, "button-door-survey", { title: firstCharacters(one.title, 24) })}`,
        surveyData.pack("door", { id: one.id, household: home?.id ?? 0 }),
      ),
    ]),
    ...(home
      ? [
          [
            button(word(ctx, "button-household"), visitData.pack("household", { id: home.id })),
            button(word(ctx, "button-moved-away"), visitData.pack("moved", { id: home.id })),
          ],
        ]
      : []),
    [to("button-undo", "undo")],
  ]);
  const values = { name: home?.head ?? word(ctx, "in-the-field"), people: visit.people, until: when(ctx, visit.at) };
  const lines = [text(ctx.actor.language, key, values)];
  if (companions.length)
    lines.push(
      text(ctx.actor.language, "visit-along", {
        names: listed(
          ctx.actor.language,
          companions.map(({ name }) => name),
        ),
      }),
    );
  sayHtml(ctx, lines.join("\n"), { markup });
}

export async function setPeople(ctx: BotContext, id: number, people: number) {
  const changed = await amendVisit(ctx.work, ctx.actor, id, { people });
  if (isRefusal(changed)) sayRefusal(ctx, changed);
  else say(ctx, "visit-people", { people: changed.people });
}
