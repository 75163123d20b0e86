import { DateTime } from "luxon";
import { inline, rowsOf } from "../../buttons.ts";
import { type MediationKind, mediationKinds } from "../../database/values.ts";
import { answerAgreement, countAnswers, findMediations, planMediation, recordMediation } from "../../domain/disputes/mediation.ts";
import { addParties, findParties, inviteParty, readPartyNames } from "../../domain/disputes/parties.ts";
import { maxAgreementCharacters, maxParties, maxPlaceCharacters } from "../../domain/limits.ts";
import { isRefusal, type Refusal, refuse } from "../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../domain/tickets/change.ts";
import { text } from "../../texts.ts";
import { type BotContext, say, sayHtml, sayRefusal, takeButtonsAway, when, word } from "../context.ts";
import { begin, defineFlow, type Flow, type Move } from "../dialog.ts";
import { menuMarkup } from "../menu.ts";
import { choice, stepButton } from "../step-buttons.ts";
import { readInstant } from "../typed-time.ts";

type Mediating = { ticketId: number; number: number; kind?: MediationKind; at?: string };

const last = (ctx: BotContext) => [stepButton(ctx, "button-back", "back"), stepButton(ctx, "button-cancel", "cancel")];

async function locked(ctx: BotContext, data: Mediating, act: (ticket: Ticket) => Promise<Refusal | Ticket>): Promise<Move> {
  const ticket = await lockTicket(ctx.work, data.ticketId);
  const outcome = ticket ? await act(ticket) : refuse("not-found");
  if (!isRefusal(outcome)) return { to: "hub" };
  sayRefusal(ctx, outcome);
  return outcome.refused === "not-in-the-past" ? { to: "when" } : "done";
}

/** 调解: the parties, the sessions, and what may be done next. */
const mediationFlow: Flow<Mediating> = defineFlow<Mediating>({
  name: "mediation",
  steps: {
    hub: {
      async ask(ctx, data) {
        const ticket = await lockTicket(ctx.work, data.ticketId);
        if (!ticket) return;
        const sessions = await findMediations(ctx.work, ticket);
        const isPlanned = sessions.some(({ heldAt }) => heldAt === null);
        const rows = [
          [stepButton(ctx, "button-plan-mediation", "plan"), ...(isPlanned ? [stepButton(ctx, "button-record-mediation", "record")] : [])],
          [stepButton(ctx, "button-add-parties", "parties"), stepButton(ctx, "button-invite-parties", "invite")],
          [stepButton(ctx, "button-finish", "cancel")],
        ];
        sayHtml(ctx, await describe(ctx, ticket), { markup: inline(rows), ticketId: ticket.id });
      },
      async press(ctx, data, value) {
        if (value === "plan") return { to: "kind" };
        if (value === "record") return { to: "result" };
        if (value === "parties") return { to: "parties" };
        if (value !== "invite") return "ask_again";
        await sayPartyLinks(ctx, data);
        return "ask_again";
      },
    },
    parties: {
      back: () => "hub",
      ask: (ctx) => say(ctx, "ask-parties-more", {}, { markup: inline([last(ctx)]) }),
      async message(ctx, data, message) {
        const names = readPartyNames(message.text ?? "");
        if (!names.length) {
          say(ctx, "parties-unclear", { most: maxParties });
          return "ask_again";
        }
        await addParties(ctx.work, { id: data.ticketId }, names);
        return { to: "hub" };
      },
    },
    kind: {
      back: () => "hub",
      ask(ctx) {
        const kinds = mediationKinds.map((kind) => choice(ctx, word(ctx, `mediation-${kind}`), kind));
        say(ctx, "ask-mediation-kind", {}, { markup: inline([...rowsOf(kinds, 2), last(ctx)]) });
      },
      press(_ctx, data, value) {
        const kind = mediationKinds.find((one) => one === value);
        if (!kind) return "ask_again";
        data.kind = kind;
        return { to: "when" };
      },
    },
    when: {
      back: () => "kind",
      ask(ctx) {
        const usual = [1, 2, 3].flatMap((days) =>
          [9, 15].map((hour) =>
            DateTime.fromJSDate(ctx.work.now, { zone: ctx.work.zone }).startOf("day").plus({ days, hours: hour }).toJSDate(),
          ),
        );
        const buttons = usual.map((at) => choice(ctx, when(ctx, at), at.toISOString()));
        say(ctx, "ask-when", {}, { markup: inline([...rowsOf(buttons, 2), last(ctx)]) });
      },
      press: (ctx, data, value) => chooseTime(ctx, data, new Date(value)),
      message: (ctx, data, message) => chooseTime(ctx, data, readInstant(message.text ?? "", ctx.work)),
    },
    place: {
      back: () => "when",
      ask: (ctx) => say(ctx, "ask-mediation-place", {}, { markup: inline([last(ctx)]) }),
      message(ctx, data, message) {
        const place = message.text?.trim() ?? "";
        if (!place || [...place].length > maxPlaceCharacters) {
          say(ctx, "place-unclear");
          return "ask_again";
        }
        const plan = { kind: data.kind ?? "people", at: new Date(data.at ?? ""), place };
        return locked(ctx, data, (ticket) => planMediation(ctx.work, ctx.actor, ticket, plan));
      },
    },
    result: {
      back: () => "hub",
      ask(ctx) {
        const markup = inline([[stepButton(ctx, "button-agreed", "agreed"), stepButton(ctx, "button-not-agreed", "failed")], last(ctx)]);
        say(ctx, "ask-mediation-result", {}, { markup });
      },
      press: (_ctx, _data, value) => (value === "agreed" || value === "failed" ? { to: value } : "ask_again"),
    },
    agreed: wordsStep("ask-agreement", (words) => ({ agreement: words })),
    failed: wordsStep("ask-why-not-agreed", (words) => ({ note: words })),
  },
  cancelled: (ctx) => say(ctx, "back-to-menu", {}, { markup: menuMarkup(ctx) }),
});

function wordsStep(key: string, outcome: (words: string) => Parameters<typeof recordMediation>[3]) {
  return {
    back: () => "result",
    ask: (ctx: BotContext) => say(ctx, key, {}, { markup: inline([last(ctx)]) }),
    message(ctx: BotContext, data: Mediating, message: { text?: string }): Promise<Move> | Move {
      const words = message.text?.trim() ?? "";
      if (!words || [...words].length > maxAgreementCharacters) {
        say(ctx, "too-long", { given: [...words].length, most: maxAgreementCharacters });
        return "ask_again";
      }
      return locked(ctx, data, (ticket) => recordMediation(ctx.work, ctx.actor, ticket, outcome(words)));
    },
  };
}

function chooseTime(ctx: BotContext, data: Mediating, at: Date | undefined): Move {
  if (!at || Number.isNaN(at.getTime()) || at <= ctx.work.now) {
    say(ctx, "time-unclear");
    return "ask_again";
  }
  data.at = at.toISOString();
  return { to: "place" };
}

async function describe(ctx: BotContext, ticket: Ticket): Promise<string> {
  const language = ctx.actor.language;
  const parties = (await findParties(ctx.work, ticket)).map(({ name, personId }) => `${name}${personId === null ? "" : " ✅"}`);
  const lines = [text(language, "mediation-title", { number: ticket.number })];
  lines.push(text(language, "shown-parties", { names: parties.join("、") || "—" }));
  for (const session of await findMediations(ctx.work, ticket)) {
    const values = { kind: word(ctx, `mediation-${session.kind}`), at: when(ctx, session.at), place: session.place };
    lines.push(text(language, session.heldAt ? "mediation-held" : "mediation-planned", values));
    if (!session.agreement) continue;
    const { agreed, disagreed, waiting } = await countAnswers(ctx.work, ticket, session.id);
    lines.push(text(language, "mediation-agreement", { agreement: session.agreement, agreed, disagreed, waiting }));
  }
  return lines.join("\n");
}

/** A link for each party who is not known yet, to be passed on by hand. */
async function sayPartyLinks(ctx: BotContext, data: Mediating) {
  const unknown = (await findParties(ctx.work, { id: data.ticketId })).filter(({ personId }) => personId === null);
  if (!unknown.length) return say(ctx, "no-party-to-invite");
  for (const party of unknown) {
    const link = `https://t.me/${ctx.me.username}?start=p_${await inviteParty(ctx.work, party)}`;
    say(ctx, "party-link", { name: party.name, number: data.number, link });
  }
}

export async function beginMediation(ctx: BotContext, ticket: Ticket): Promise<Refusal | undefined> {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "plan_mediation");
  if (refusal) return refusal;
  if (ticket.kind !== "dispute") return refuse("not-a-dispute");
  await begin(ctx, mediationFlow, "hub", { ticketId: ticket.id, number: ticket.number });
  return undefined;
}

/** A party, or the reporter, pressed 同意 or 不同意 below the agreement. */
export async function sayOfAgreement(ctx: BotContext, ticket: Ticket, agrees: boolean): Promise<Refusal | undefined> {
  const answered = await answerAgreement(ctx.work, ctx.actor, ticket, agrees);
  if (isRefusal(answered)) return answered;
  await takeButtonsAway(ctx);
  say(ctx, agrees ? "agreed-by-you" : "disagreed-by-you", { number: ticket.number }, { ticketId: ticket.id });
  return undefined;
}
