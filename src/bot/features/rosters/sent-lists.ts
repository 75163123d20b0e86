import { maxTopicCharacters } from "../../../domain/limits.ts";
import { describeColumns, findReceived, learnColumn, nameReceived } from "../../../domain/org/received.ts";
import { headingOf } from "../../../domain/org/sheets.ts";
import { isRefusal } from "../../../domain/refusal.ts";
import type { ListColumn } from "../../../domain/rosters/headings.ts";
import { sentListData } from "../../../wording/callbacks.ts";
import { spellings } from "../../../wording/workbooks.ts";
import { type BotContext, sayRefusal, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { pressesOf } from "../../presses.ts";
import { oneOf, optional, words } from "../../questions.ts";

type OfList = { id: number };

const described = async (ctx: BotContext, id: number) => {
  const found = await findReceived(ctx.work, ctx.actor, id);
  return found && describeColumns(ctx.work, found, spellings);
};

const whichColumn = (id: number) =>
  oneOf<ListColumn>({ key: "ask-list-column" }, async (ctx) =>
    ((await described(ctx, id))?.columns ?? []).map(({ column, heading }) => ({
      caption: `${word(ctx, headingOf(column))} ← ${heading ?? "—"}`,
      value: column,
      answer: column,
    })),
  );

const whichHeading = (id: number, column: string) =>
  oneOf<string>({ key: "ask-list-heading", values: { column } }, async (ctx) =>
    ((await described(ctx, id))?.headings ?? []).map((heading, index) => ({ caption: heading, value: String(index), answer: heading })),
  );

/** 列不对: which of the list's headings is which column; the town's lists are read so from then on. */
const choosingColumn = conversation<{ column: ListColumn; heading: string | null }, OfList>(
  "list-column",
  async ({ ctx, given: { id }, ask }) => {
    const column = await ask("column", whichColumn(id));
    const heading = await ask("heading", optional(whichHeading(id, word(ctx, headingOf(column)))));
    conclude(ctx, await learnColumn(ctx.work, ctx.actor, id, { column, heading }, spellings));
  },
);

/** A list that was sent by itself is a new roster, under this title. */
const namingSent = conversation<{ title: string }, OfList>("list-title", async ({ ctx, given: { id }, ask }) => {
  const title = await ask("title", words({ key: "ask-roster-title" }, maxTopicCharacters));
  conclude(ctx, await nameReceived(ctx.work, ctx.actor, id, { purpose: "roster", title }, spellings));
});

function conclude(ctx: BotContext, outcome: Parameters<typeof isRefusal>[0]) {
  if (isRefusal(outcome)) sayRefusal(ctx, outcome);
}

const takeAsRegister = async (ctx: BotContext, id: number) =>
  conclude(ctx, await nameReceived(ctx.work, ctx.actor, id, { purpose: "households", title: "" }, spellings));

export const sentListPresses = pressesOf(sentListData, {
  columns: async (ctx, { id }) => {
    const found = await findReceived(ctx.work, ctx.actor, id);
    if (!found) sayRefusal(ctx, { refused: "not-found" });
    else await choosingColumn.enter(ctx, { id });
  },
  roster: (ctx, { id }) => namingSent.enter(ctx, { id }),
  households: (ctx, { id }) => takeAsRegister(ctx, id),
});
