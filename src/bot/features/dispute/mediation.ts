import { DateTime } from "luxon";
import { type MediationKind, mediationKinds } from "../../../database/values.ts";
import {
  answerAgreement,
  countAnswers,
  findAgreement,
  findMediations,
  planMediation,
  recordMediation,
} from "../../../domain/disputes/mediation.ts";
import { addParties, findParties, inviteParty, readPartyNames } from "../../../domain/disputes/parties.ts";
import { findUnheard, recordAgreement, type Witnessed } from "../../../domain/disputes/witness.ts";
import { maxAgreementCharacters, maxParties, maxPlaceCharacters, maxReasonCharacters } from "../../../domain/limits.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../../domain/tickets/change.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { mediationData, menuData } from "../../../wording/callbacks.ts";
import { listed, text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { menuMarkup } from "../../menu.ts";
import { pressesOf } from "../../presses.ts";
import { content, type GivenContent, instant, oneOf, oneWord, parsed, words, yesOrNo } from "../../questions.ts";
import { withTicket } from "../ticket/about-ticket.ts";

/** Hours at which people can come: the next three mornings and afternoons. */
const usualTimes = ({ work: { now, zone } }: BotContext): Date[] =>
  [1, 2, 3].flatMap((days) => [9, 15].map((hours) => DateTime.fromJSDate(now, { zone }).startOf("day").plus({ days, hours }).toJSDate()));

const cancelled = (ctx: BotContext) => say(ctx, "back-to-menu", {}, { markup: menuMarkup(ctx) });
const ways = Object.fromEntries(mediationKinds.map((kind) => [kind, `mediation-${kind}`])) as { [K in MediationKind]: `mediation-${K}` };

type About = { ticketId: number };

/** 约调解: which kind of mediation, when and where. */
const planning = conversation<{ kind: MediationKind; at: string; place: string }, About>(
  "plan_mediation",
  async ({ ctx, given, ask, again }) => {
    const kind = await ask("kind", oneWord({ key: "ask-mediation-kind" }, ways));
    const at = new Date(await ask("at", instant({ key: "ask-when" }, "time-unclear", usualTimes)));
    const place = await ask("place", words({ key: "ask-mediation-place" }, maxPlaceCharacters));
    const refusal = await actAndShow(ctx, given, (ticket) => planMediation(ctx.work, ctx.actor, ticket, { kind, at, place }));
    if (refusal?.refused === "not-in-the-past") return again("at");
  },
  { cancelled },
);

/** 记调解结果: what was agreed, or why nothing was. */
const recording = conversation<{ outcome: "agreed" | "failed"; words: string }, About>(
  "record_mediation",
  async ({ ctx, given, ask }) => {
    const outcome = await ask(
      "outcome",
      oneWord({ key: "ask-mediation-result" }, { agreed: "button-agreed", failed: "button-not-agreed" }),
    );
    const asked = outcome === "agreed" ? ("ask-agreement" as const) : ("ask-why-not-agreed" as const);
    const said = await ask("words", words({ key: asked }, maxAgreementCharacters));
    const result = outcome === "agreed" ? { agreement: said } : { note: said };
    await actAndShow(ctx, given, (ticket) => recordMediation(ctx.work, ctx.actor, ticket, result));
  },
  { cancelled },
);

const addingParties = conversation<{ names: readonly string[] }, About>(
  "add_parties",
  async ({ ctx, given, ask }) => {
    const names = await ask("names", partyNames);
    await addParties(ctx.work, { id: given.ticketId }, [...names]);
    await actAndShow(ctx, given, async (ticket) => ticket);
  },
  { cancelled },
);

const partyNames = parsed<readonly string[]>({ key: "ask-parties-more" }, (ctx, typed) => {
  const names = readPartyNames(typed);
  if (!names.length) say(ctx, "parties-unclear", { most: maxParties });
  return names.length ? names : undefined;
});

/** Acts on the dispute as it is now, and shows where its mediation stands. */
const actAndShow = (ctx: BotContext, about: About, act: (ticket: Ticket) => Promise<Refusal | Ticket>): Promise<Refusal | undefined> =>
  withTicket(ctx, about, async (ticket) => {
    const outcome = await act(ticket);
    if (!isRefusal(outcome)) await showMediation(ctx, outcome);
    return outcome;
  });

/** 调解: the parties, the sessions, and what may be done next. */
async function showMediation(ctx: BotContext, ticket: Ticket) {
  const isPlanned = (await findMediations(ctx.work, ticket)).some(({ heldAt }) => heldAt === null);
  const to = (key: Parameters<typeof word>[1], what: "plan" | "record" | "parties" | "invite" | "witness") =>
    button(word(ctx, key), mediationData.pack(what, { id: ticket.id }));
  const markup = inline([
    [to("button-plan-mediation", "plan"), ...(isPlanned ? [to("button-record-mediation", "record")] : [])],
    [to("button-add-parties", "parties"), to("button-invite-parties", "invite")],
    ...((await mayWitness(ctx, ticket)) ? [[to("button-witness", "witness")]] : []),
    [button(word(ctx, "button-finish"), menuData.pack(""))],
  ]);
  sayHtml(ctx, await describe(ctx, ticket), { markup, ticketId: ticket.id });
}

async function describe(ctx: BotContext, ticket: Ticket): Promise<string> {
  const language = ctx.actor.language;
  const unheard = new Set((await findUnheard(ctx.work, ticket)).map(({ partyId }) => partyId));
  const parties = (await findParties(ctx.work, ticket)).map(({ id, name }) => `${name}${unheard.has(id) ? " 📵" : " ✅"}`);
  const lines = [text(language, "mediation-title", { number: ticket.number })];
  lines.push(text(language, "shown-parties", { names: listed(language, parties) || "—" }));
  for (const session of await findMediations(ctx.work, ticket)) {
    const values = { kind: word(ctx, `mediation-${session.kind}`), at: when(ctx, session.at), place: session.place };
    lines.push(text(language, session.heldAt ? "mediation-held" : "mediation-planned", values));
    if (!session.agreement) continue;
    const { recorded, ...answers } = await countAnswers(ctx.work, ticket, session.id);
    lines.push(text(language, "mediation-agreement", { agreement: session.agreement, ...answers }));
    if (recorded) lines.push(text(language, "mediation-recorded", { recorded }));
  }
  return lines.join("\n");
}

/** A link for each party who is not known yet, to be passed on by hand. */
async function sayPartyLinks(ctx: BotContext, ticket: Ticket) {
  const unheard = new Set((await findUnheard(ctx.work, ticket)).map(({ partyId }) => partyId));
  const unknown = (await findParties(ctx.work, ticket)).filter(({ id }) => unheard.has(id));
  if (!unknown.length) say(ctx, "no-party-to-invite");
  for (const party of unknown) {
    const link = `https://t.me/${ctx.me.username}?start=p_${await inviteParty(ctx.work, party)}`;
    say(ctx, "party-link", { name: party.name, number: ticket.number, link });
  }
}

/** The dispute that a button claims, if the person may mediate in it. */
async function mediated(ctx: BotContext, id: number): Promise<Ticket | undefined> {
  const ticket = await lockTicket(ctx.work, id);
  const refusal = ticket ? await whyNotMediate(ctx, ticket) : refuse("not-found");
  if (refusal) sayRefusal(ctx, refusal);
  return refusal ? undefined : ticket;
}

async function whyNotMediate(ctx: BotContext, ticket: Ticket): Promise<Refusal | undefined> {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "plan_mediation");
  return refusal ?? (ticket.kind === "dispute" ? undefined : refuse("not-a-dispute"));
}

/** Whether there is an agreement, somebody who cannot answer in chat, and nothing that speaks against this person's hearing them. */
const mayWitness = async (ctx: BotContext, ticket: Ticket): Promise<boolean> =>
  !(await mayChange(ctx.work, ctx.actor, ticket, "record_agreement")) &&
  (await findAgreement(ctx.work, ticket)) !== undefined &&
  (await findUnheard(ctx.work, ticket)).length > 0;

/** 记下答复: who said it, what, how, and the paper where it was signed. */
const witnessing = conversation<{ party: number; how: Witnessed["how"]; agrees: boolean; proof: GivenContent }, About>(
  "record_agreement",
  async ({ ctx, given, ask, again }) => {
    const partyId = await ask("party", whoAnswers(given));
    const how = await ask("how", oneWord({ key: "ask-party-way" }, partyWaysWords));
    const agrees = await ask("agrees", yesOrNo({ key: "ask-party-word" }, "button-agree", "button-disagree"));
    const proof =
      how === "signed" ? (await ask("proof", content({ key: "ask-consent-photo" }, maxReasonCharacters))).attachment : undefined;
    const refusal = await actAndShow(ctx, given, (ticket) => recordAgreement(ctx.work, ctx.actor, ticket, { partyId, agrees, how, proof }));
    if (refusal?.refused === "consent-unseen") return again("proof");
  },
  { cancelled },
);

const partyWaysWords = {
  present: "button-way-present",
  phone: "button-way-phone",
  signed: "button-consent-signed",
} as const satisfies Record<Witnessed["how"], string>;

const whoAnswers = ({ ticketId }: About) =>
  oneOf<number>({ key: "ask-which-party" }, async (ctx) => {
    const ticket = await lockTicket(ctx.work, ticketId);
    const unheard = ticket ? await findUnheard(ctx.work, ticket) : [];
    return unheard.map(({ partyId, name }) => ({ caption: name, value: String(partyId), answer: partyId }));
  });

async function beginWitness(ctx: BotContext, id: number) {
  const ticket = await lockTicket(ctx.work, id);
  const refusal = ticket ? await mayChange(ctx.work, ctx.actor, ticket, "record_agreement") : refuse("not-found");
  if (refusal) return sayRefusal(ctx, refusal);
  await witnessing.enter(ctx, { ticketId: id });
}

export const mediationPresses = pressesOf(mediationData, {
  witness: (ctx, { id }) => beginWitness(ctx, id),
  plan: async (ctx, { id }) => (await mediated(ctx, id)) && planning.enter(ctx, { ticketId: id }),
  record: async (ctx, { id }) => (await mediated(ctx, id)) && recording.enter(ctx, { ticketId: id }),
  parties: async (ctx, { id }) => (await mediated(ctx, id)) && addingParties.enter(ctx, { ticketId: id }),
  async invite(ctx, { id }) {
    const ticket = await mediated(ctx, id);
    if (!ticket) return;
    await sayPartyLinks(ctx, ticket);
    await showMediation(ctx, ticket);
  },
});

export async function beginMediation(ctx: BotContext, ticket: Ticket): Promise<Refusal | undefined> {
  const refusal = await whyNotMediate(ctx, ticket);
  if (!refusal) await showMediation(ctx, ticket);
  return refusal;
}

/** A party, or the reporter, pressed 同意 or 不同意 below the agreement. */
export async function sayOfAgreement(ctx: BotContext, ticket: Ticket, agrees: boolean): Promise<Refusal | undefined> {
  const answered = await answerAgreement(ctx.work, ctx.actor, ticket, agrees);
  if (isRefusal(answered)) return answered;
  await takeButtonsAway(ctx);
  say(ctx, agrees ? "agreed-by-you" : "disagreed-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
}
