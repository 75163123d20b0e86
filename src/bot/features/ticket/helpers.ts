import { type ConsentWay, consentWays } from "../../../database/values.ts";
import { maxReasonCharacters } from "../../../domain/limits.ts";
import { becomeHelper, endHelp, findHelpers, recordConsent } from "../../../domain/people/helpers.ts";
import { isOnPaper } from "../../../domain/people/on-paper.ts";
import { findPerson, type Person } from "../../../domain/people/person.ts";
import { mayTryCode, noteWrongCode } from "../../../domain/people/wrong-codes.ts";
import { isRefusal, type Refusal, refuse } from "../../../domain/refusal.ts";
import { lockTicket, mayChange, type Ticket } from "../../../domain/tickets/change.ts";
import { namesReporter } from "../../../domain/tickets/visibility.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { helperData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { pressesOf } from "../../presses.ts";
import { content, type GivenContent, oneWord } from "../../questions.ts";
import type { Press } from "./about-ticket.ts";

type About = { ticketId: number; name: string };

/** The reporter without the bot, to those who may speak with them. */
async function spokenWith(ctx: BotContext, ticket: Ticket): Promise<Person | Refusal> {
  const refusal = await mayChange(ctx.work, ctx.actor, ticket, "note");
  if (refusal) return refusal;
  const reporter = await findPerson(ctx.work, ticket.reporterId);
  if (!reporter || !namesReporter(ticket)) return refuse("not-found");
  return isOnPaper(reporter) ? reporter : refuse("has-bot", { name: reporter.name });
}

const ways = { spoken: "button-consent-spoken", signed: "button-consent-signed" } as const satisfies Record<ConsentWay, string>;
const photo = content({ key: "ask-consent-photo" }, maxReasonCharacters);

/** 代报人: how they allowed it; then a link for the helper. */
const allowing = conversation<{ way: ConsentWay; proof: GivenContent }, About>("allow-helper", async ({ ctx, given, ask, again }) => {
  const way = await ask("way", oneWord({ key: "ask-consent", values: { name: given.name } }, ways));
  const proof = way === "signed" ? (await ask("proof", photo)).attachment : undefined;
  const ticket = await lockTicket(ctx.work, given.ticketId);
  const of = ticket ? await spokenWith(ctx, ticket) : refuse("not-found");
  const code = isRefusal(of) ? of : await recordConsent(ctx.work, ctx.actor, of, { way, proof });
  if (!isRefusal(code)) return say(ctx, "helper-link", { name: given.name, link: `https://t.me/${ctx.me.username}?start=n_${code}` });
  sayRefusal(ctx, code);
  if (code.refused === "consent-unseen") return again("proof");
});

/** Who may report for this villager, and by whose word. */
export const pressHelpers: Press = async (ctx, ticket) => {
  const of = await spokenWith(ctx, ticket);
  if (isRefusal(of)) return of;
  const helpers = await findHelpers(ctx.work, of);
  const lines = helpers.map(({ name, consent, recordedBy, at }) =>
    text(ctx.actor.language, "helper-line", {
      name: name ?? word(ctx, "helper-not-come"),
      how: word(ctx, consentWays.includes(consent) ? ways[consent] : ways.spoken),
      by: recordedBy ?? "—",
      until: when(ctx, at),
    }),
  );
  const ends = helpers.map(({ id, name }) => [
    button(word(ctx, "button-end-help", { name: name ?? "—" }), helperData.pack("end", { ticket: ticket.id, id })),
  ]);
  const add = [button(word(ctx, "button-allow-helper"), helperData.pack("allow", { ticket: ticket.id }))];
  sayHtml(ctx, [text(ctx.actor.language, "helpers-title", { name: of.name }), ...lines].join("\n"), { markup: inline([...ends, add]) });
  return undefined;
};

async function withVillager(ctx: BotContext, ticketId: number, act: (of: Person) => Promise<unknown>) {
  const ticket = await lockTicket(ctx.work, ticketId);
  const of = ticket ? await spokenWith(ctx, ticket) : refuse("not-found");
  if (isRefusal(of)) sayRefusal(ctx, of);
  else await act(of);
}

async function sayEnded(ctx: BotContext, id: number, of?: Person) {
  const refusal = await endHelp(ctx.work, ctx.actor, id, of);
  if (refusal) sayRefusal(ctx, refusal);
  else say(ctx, "help-ended");
}

export const helperPresses = pressesOf(helperData, {
  allow: (ctx, { ticket }) => withVillager(ctx, ticket, (of) => allowing.enter(ctx, { ticketId: ticket, name: of.name })),
  end: (ctx, { ticket, id }) => withVillager(ctx, ticket, (of) => sayEnded(ctx, id, of)),
  stop: (ctx, { id }) => sayEnded(ctx, id),
});

/** The helper opens the link that was passed on. */
export async function asHelper(ctx: BotContext, code: string) {
  const closed = await mayTryCode(ctx.work, ctx.actor);
  if (closed) return sayRefusal(ctx, closed);
  const helped = await becomeHelper(ctx.work, ctx.actor, code);
  if (isRefusal(helped)) {
    if (helped.refused === "bad-code") await noteWrongCode(ctx.work, ctx.actor, "helper");
    return sayRefusal(ctx, helped);
  }
  const { id, name } = helped;
  say(ctx, "helper-now", { name }, { markup: inline([[button(word(ctx, "button-stop-helping"), helperData.pack("stop", { id }))]]) });
}
