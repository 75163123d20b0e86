import { priorities } from "../../../database/work.ts";
import { maxUrlCharacters } from "../../../domain/webhooks/limits.ts";
import { addTarget, findLog, findTargets, removeTarget } from "../../../domain/webhooks/targets.ts";
import { button, inline } from "../../../wording/buttons.ts";
import { orgData } from "../../../wording/callbacks.ts";
import { text } from "../../../wording/texts.ts";
import { type BotContext, sayHtml, when, word } from "../../context.ts";
import { conversation } from "../../conversation.ts";
import { words } from "../../questions.ts";
import { mayStill, type OrgPresses, to, wasDone } from "./screen.ts";

/** 加地址: where to; the secret comes in one message. */
const adding = conversation<{ url: string }>("org-webhook", async ({ ctx, ask, again }) => {
  const url = await ask("url", words({ key: "ask-webhook-url" }, maxUrlCharacters));
  if (!(await mayStill(ctx))) return;
  const secret = await addTarget(ctx.work, ctx.actor, url, ctx.privateHosts);
  if (!wasDone(ctx, secret)) return again("url");
  ctx.work.tell(ctx.actor, { kind: "text", key: "webhook-added", values: { url, secret } }, { priority: priorities.answer });
  await showTargets(ctx);
});

/** 事件推送: which addresses are told what happens, and how that goes. */
async function showTargets(ctx: BotContext) {
  const targets = await findTargets(ctx.work);
  const language = ctx.actor.language;
  const lines = targets.map(({ url, sent, waiting, failingSince }, index) =>
    text(language, "webhook-line", {
      place: index + 1,
      url,
      sent,
      waiting,
      failing: failingSince ? word(ctx, "webhook-failing", { at: when(ctx, failingSince) }) : "",
    }),
  );
  const buttons = targets.map(({ id }, index) => [
    button(`📜 ${index + 1}`, orgData.pack("webhook_log", { id })),
    button(`❌ ${index + 1}`, orgData.pack("webhook_off", { id })),
  ]);
  const last = [to(ctx, "button-webhook-add", orgData.pack("webhook_add")), to(ctx, "button-back", orgData.pack(""))];
  sayHtml(ctx, [text(language, "webhooks"), ...lines].join("\n"), { markup: inline([...buttons, last]) });
}

/** The newest of what one address was told, with what it answered. */
async function showLog(ctx: BotContext, id: number) {
  const language = ctx.actor.language;
  const lines = (await findLog(ctx.work, id)).map(({ at, number, action, state, status, failure }) =>
    text(language, "webhook-log-line", {
      at: when(ctx, at),
      number,
      action: word(ctx, `event-${action}`),
      sign: state === "sent" ? "✅" : state === "failed" ? "❌" : "⏳",
      became: failure ?? (status === null ? "" : String(status)),
    }),
  );
  const html = [text(language, lines.length ? "webhook-log" : "webhook-log-empty"), ...lines].join("\n");
  sayHtml(ctx, html, { markup: inline([[to(ctx, "button-back", orgData.pack("webhooks"))]]) });
}

export const webhookPresses: OrgPresses<"webhooks" | "webhook_add" | "webhook_log" | "webhook_off"> = {
  webhooks: showTargets,
  webhook_add: (ctx) => adding.enter(ctx, {}),
  webhook_log: (ctx, { id }) => showLog(ctx, id),
  async webhook_off(ctx, { id }) {
    if (wasDone(ctx, (await removeTarget(ctx.work, ctx.actor, id)) ?? "done")) await showTargets(ctx);
  },
};
