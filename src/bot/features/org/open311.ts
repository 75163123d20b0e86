import { priorities } from "../../../database/work.ts";
import { maxNameCharacters } from "../../../domain/limits.ts";
import { findKeys, makeKey, revokeKey } from "../../../domain/open311/keys.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, when } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { words } from "../../questions.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

/** 发钥匙: for which program; the key comes in one message and is kept nowhere. */
const adding = conversation<{ name: string }>("org-open311-key", async ({ ctx, ask, again }) => {
  const name = await ask("name", words({ key: "ask-open311-name" }, maxNameCharacters));
  if (!(await mayStill(ctx))) return;
  const secret = await makeKey(ctx.work, ctx.actor, name);
  if (!wasDone(ctx, secret)) return again("name");
  ctx.work.tell(ctx.actor, { kind: "text", key: "open311-key-made", values: { name, secret } }, { priority: priorities.answer });
  await showKeys(ctx);
});

/** 对外接口: who may file over Open311, and what it shows. */
async function showKeys(ctx: BotContext) {
  const keys = await findKeys(ctx.work);
  const language = ctx.actor.language;
  const lines = keys.map(({ name, madeAt, filed, lastAt }) =>
    text(language, "open311-key-line", { name, at: when(ctx, madeAt), filed, last: lastAt ? when(ctx, lastAt) : "" }),
  );
  const buttons = keys.map(({ id, name }) => [button(`❌ ${name}`, orgData.pack("open311_off", { id }))]);
  const last = [to(ctx, "button-open311-add", orgData.pack("open311_add")), to(ctx, "button-back", orgData.pack(""))];
  const html = [text(language, keys.length ? "open311-on" : "open311-none"), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([...buttons, last]) });
}

export const open311Presses: OrgPresses<"open311" | "open311_add" | "open311_off"> = {
  open311: showKeys,
  open311_add: (ctx) => adding.enter(ctx, {}),
  async open311_off(ctx, { id }) {
    if (wasDone(ctx, (await revokeKey(ctx.work, ctx.actor, id)) ?? "done")) await showKeys(ctx);
  },
};
