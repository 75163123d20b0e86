import {
  doesTakeOverdue,
  findAbove,
  findMembers,
  joinCounty,
  makeCountyCode,
  part,
  takeOverdue,
} from "../../../domain/county/membership.ts";
import { inviteDays, maxNameCharacters } from "../../../domain/limits.ts";
import { button, inline, rowsOf } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, say, sayHtml, sayRefusal, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { sayMenu } from "../../menu.ts";
import { words } from "../../questions.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

const back = (ctx: BotContext) => to(ctx, "button-back", orgData.pack(""));
const partButton = (ctx: BotContext, { id, name }: { id: number; name: string }) =>
  button(word(ctx, "button-part-county", { name }), orgData.pack("part", { id }));

/** 上级县: which it is, or how to join one. */
async function showAbove(ctx: BotContext) {
  const county = await findAbove(ctx.work);
  if (!county)
    return say(
      ctx,
      "county-above-none",
      {},
      { markup: inline([[to(ctx, "button-join-county", orgData.pack("above_join"))], [back(ctx)]]) },
    );
  const values = { name: county.name, since: when(ctx, county.joinedAt) };
  say(ctx, "county-above", values, { markup: inline([[partButton(ctx, county)], [back(ctx)]]) });
}

/** The code that the county's admin made, as it was sent. */
const joining = conversation<{ code: string }>("org-join-county", async ({ ctx, ask, again }) => {
  const code = await ask("code", words({ key: "ask-county-code" }, 2 * maxNameCharacters));
  if (!(await mayStill(ctx))) return;
  const county = await joinCounty(ctx.work, ctx.actor, code);
  if (!wasDone(ctx, county)) return again("code");
  sayMenu(ctx, "county-joined-by-you", { name: county.name });
});

/** 下属乡镇: the towns below, and whether what is overdue there comes up by itself. */
async function showBelow(ctx: BotContext) {
  const [members, takes] = await Promise.all([findMembers(ctx.work), doesTakeOverdue(ctx.work)]);
  const { language } = ctx.actor;
  const html = [
    text(language, "county-below", { count: members.length, overdue: takes ? "on" : "off" }),
    ...members.map(({ name, joinedAt }) => text(language, "county-below-line", { name, since: when(ctx, joinedAt) })),
  ].join("\n");
  const turn = to(ctx, takes ? "button-overdue-off" : "button-overdue-on", orgData.pack("below_overdue", { to: takes ? "off" : "on" }));
  const parting = members.map((one) => partButton(ctx, one));
  sayHtml(ctx, html, {
    markup: inline([[to(ctx, "button-county-code", orgData.pack("below_code"))], ...rowsOf(parting, 2), [turn], [back(ctx)]]),
  });
}

async function showCode(ctx: BotContext) {
  const code = await makeCountyCode(ctx.work, ctx.actor);
  if (wasDone(ctx, code)) say(ctx, "county-code", { code, days: inviteDays });
}

async function findOther(ctx: BotContext, id: number): Promise<{ id: number; name: string } | undefined> {
  const above = await findAbove(ctx.work);
  return above?.id === id ? above : (await findMembers(ctx.work)).find((one) => one.id === id);
}

async function askPart(ctx: BotContext, id: number) {
  const other = await findOther(ctx, id);
  if (!other) return sayRefusal(ctx, { refused: "not-found" });
  const really = to(ctx, "button-part-really", orgData.pack("part_really", { id }));
  say(ctx, "ask-part", { name: other.name }, { markup: inline([[really], [back(ctx)]]) });
}

export const countyPresses: OrgPresses<"above" | "above_join" | "below" | "below_code" | "below_overdue" | "part" | "part_really"> = {
  above: showAbove,
  above_join: (ctx) => joining.enter(ctx, {}),
  below: showBelow,
  below_code: showCode,
  async below_overdue(ctx, { to: wanted }) {
    const refusal = await takeOverdue(ctx.work, ctx.actor, wanted === "on");
    if (refusal) return sayRefusal(ctx, refusal);
    await showBelow(ctx);
  },
  part: (ctx, { id }) => askPart(ctx, id),
  async part_really(ctx, { id }) {
    const parted = await part(ctx.work, ctx.actor, id);
    if (wasDone(ctx, parted)) sayMenu(ctx, "county-parted-by-you", { name: parted.name });
  },
};
