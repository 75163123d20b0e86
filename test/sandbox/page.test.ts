import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { browserPath, type Opened, openSandbox } from "../support/sandbox-page.ts";

const [villager, cadre, admin] = [700000101, 700000102, 700000103];
const [ann, ben] = [700000131, 700000132];

const screenshots = process.env["SCREENSHOTS"];

async function shoot(page: Page, name: string) {
  if (!screenshots) return;
  await mkdir(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, name) });
}

const phoneOf = (page: Page, id: number) => page.locator(`.phone[data-person="${id}"]`);
const field = (page: Page, id: number) => phoneOf(page, id).locator("textarea");
async function type(page: Page, id: number, words: string) {
  await field(page, id).fill(words);
  await phoneOf(page, id).locator(".send").click();
}
const key = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".keyboard button", { hasText: words }).click();
const press = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".message .button", { hasText: words }).last().click();
const sees = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".message.theirs", { hasText: words }).last().waitFor();
const attach = async (page: Page, id: number, words: string) => {
  await phoneOf(page, id).locator(".clip").click();
  await phoneOf(page, id).locator(".attachments").getByText(words).click();
};
const ticked = (page: Page) => page.locator(".guide li.done").count();

/** What axe finds serious, at both widths, light and dark. */
async function seriousFindings(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1600, 375])
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 820 });
      await page.emulateMedia({ colorScheme });
      await page.locator(`html[data-theme="${colorScheme}"]`).waitFor();
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      found.push(...serious.map(({ id, nodes }) => `${width} ${colorScheme} ${id}: ${nodes[0]?.html}`));
    }
  return found;
}

describe.skipIf(!browserPath)("the sandbox's page in a real browser", () => {
  const sandbox: Opened = openSandbox();

  test("villager, cadre and admin carry a report to the figures, and the guide ticks itself off", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    await expect.poll(() => page.locator(".phone h2").allTextContents()).toEqual(["王有根", "李建国", "周敏"]);
    expect(await ticked(page)).toBe(0);
    await phoneOf(page, villager).locator(".start").click();
    await sees(page, villager, "您好");
    await key(page, villager, "报问题");
    await sees(page, villager, "哪一类");
    await press(page, villager, "道路水利");
    await sees(page, villager, "说说是什么事");
    await attach(page, villager, "拍一张");
    await sees(page, villager, "对不对");
    await press(page, villager, "加地点");
    await sees(page, villager, "在什么地方");
    await key(page, villager, "发送我的位置");
    await sees(page, villager, "地图位置");
    await press(page, villager, "提交");
    await sees(page, villager, "已提交，编号 #");
    await expect.poll(() => ticked(page)).toBe(1);
    const submitted = phoneOf(page, villager).locator(".message.theirs", { hasText: "已提交，编号 #" });
    const number = /#\d+/.exec(await submitted.last().innerText())?.[0] as string;
    await sees(page, cadre, number);
    await phoneOf(page, cadre).locator(".message.theirs img.photo").waitFor();
    await phoneOf(page, cadre).locator(".pin").waitFor();
    await phoneOf(page, cadre).locator(`.message:has-text("${number}")`).first().locator(".button", { hasText: "接单" }).click();
    await sees(page, villager, `李建国 已接单 ${number}`);
    await press(page, cadre, "办结");
    await sees(page, cadre, "办得怎样");
    await type(page, cadre, "填好了");
    await sees(page, villager, "满意吗");
    await expect.poll(() => ticked(page)).toBe(2);
    await press(page, villager, "😊 满意");
    await sees(page, villager, "已完结");
    await expect.poll(() => ticked(page)).toBe(3);
    await type(page, admin, "/stats");
    await sees(page, admin, "满意率");
    await shoot(page, "sandbox-zh.png");
    expect(await seriousFindings(page)).toEqual([]);
    expect(sandbox.errors).toEqual([]);
  });

  test("several lines are one message, what was said is edited by a key, and what was begun is left by another", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const own = phoneOf(page, admin).locator(".message.mine .text");
    const area = field(page, admin);
    await area.click();
    const low = (await area.boundingBox())?.height ?? 0;
    await page.keyboard.type("/org");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.insertText("第二行\n第三行");
    expect((await area.boundingBox())?.height).toBeGreaterThan(low * 1.8);
    await area.fill("老井\n新井");
    await page.keyboard.press("Enter");
    await expect.poll(() => own.last().textContent()).toBe("老井\n新井");
    await expect.poll(() => area.inputValue()).toBe("");
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => area.inputValue()).toBe("老井\n新井");
    await page.keyboard.press("Escape");
    await expect.poll(() => area.inputValue()).toBe("");
    await page.keyboard.press("ArrowUp");
    await area.fill("老井不出水");
    await page.keyboard.press("Enter");
    await expect.poll(() => own.last().textContent()).toBe("老井不出水");
    await phoneOf(page, admin).locator(".foot", { hasText: "已编辑" }).waitFor();
    expect(sandbox.errors).toEqual([]);
  });

  test("commands are offered by the menu and while typing", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const offered = phoneOf(page, cadre).locator(".commands li");
    await phoneOf(page, cadre).locator(".menu").click();
    await offered.filter({ hasText: "/my" }).waitFor();
    // What a cadre has, from the beginning.
    await offered.filter({ hasText: "/queue" }).waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => offered.count()).toBe(0);
    await field(page, cadre).pressSequentially("/he");
    await expect.poll(() => offered.allTextContents()).toEqual([expect.stringContaining("/help")]);
    await page.keyboard.press("Enter");
    await phoneOf(page, cadre).locator(".message.mine", { hasText: "/help" }).waitFor();
  });

  test("a station's group shows what comes in, one member claims it, and a link pasted into another phone is opened there", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const [asker, desk, newcomer] = [700000121, -1007000000001, 700000122];
    for (const id of [asker, desk, newcomer]) await page.locator(".tools select").selectOption(String(id));
    await phoneOf(page, asker).locator(".start").click();
    await sees(page, asker, "您好");
    await key(page, asker, "办事");
    await sees(page, asker, "您要办什么");
    await press(page, asker, "临时救助");
    await sees(page, asker, "一时生活困难");
    await type(page, asker, "家里失火了");
    await sees(page, asker, "什么困难");
    await press(page, asker, "重病");
    await sees(page, asker, "哪天的事");
    await press(page, asker, "跳过");
    await press(page, asker, "提交");
    await sees(page, desk, "临时救助");
    await phoneOf(page, desk).locator(".speakers button", { hasText: "肖静" }).click();
    await press(page, desk, "接单");
    await sees(page, desk, "负责人：肖静");
    await sees(page, asker, "肖静 已接单");
    await type(page, admin, "/invite");
    await sees(page, admin, "先选身份");
    await press(page, admin, "包村干部");
    await sees(page, admin, "负责哪个村");
    await press(page, admin, "石背村");
    await sees(page, admin, "只能用一次");
    const link = await phoneOf(page, admin).locator(".message.theirs a", { hasText: "t.me" }).last().textContent();
    // A role brings other commands, and with them the chat is read anew; what that read before the welcome came is answered after it.
    const address = `/emulator/chats/${newcomer}?user=${newcomer}`;
    const before = await (await page.request.get(address)).text();
    const welcome = phoneOf(page, newcomer).locator(".message.theirs", { hasText: "石背村 的包村干部" });
    await page.route(`**${address}`, async (route) => {
      await welcome.waitFor();
      await route.fulfill({ body: before, contentType: "application/json" });
    });
    const readAnew = page.waitForEvent("requestfinished", (request) => request.url().endsWith(address));
    await type(page, newcomer, link as string);
    await readAnew;
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(await welcome.count()).toBe(1);
    expect(sandbox.errors).toEqual([]);
  });

  test("an album is a grid, a photo is enlarged, a voice has its wave, and a film plays", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const writer = 700000123;
    await page.locator(".tools select").selectOption(String(writer));
    await attach(page, writer, "三张一组");
    const grid = phoneOf(page, writer).locator(".photos.of-3");
    await expect.poll(() => grid.locator("img").count()).toBe(3);
    const second = grid.locator(".photo-button").nth(1);
    await second.click();
    const large = page.locator("dialog.lightbox img");
    expect(await large.getAttribute("src")).toBe(await second.locator("img").getAttribute("src"));
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => page.locator("dialog.lightbox span").textContent()).toBe("3 / 3");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.locator("dialog.lightbox").count()).toBe(0);
    await attach(page, writer, "语音");
    const heights = () =>
      phoneOf(page, writer)
        .locator(".wave i")
        .evaluateAll((bars) => new Set(bars.map((bar) => (bar as HTMLElement).style.height)).size);
    await expect.poll(heights).toBeGreaterThan(5);
    await phoneOf(page, writer).locator(".voice .round").click();
    await phoneOf(page, writer).locator(".wave .played").first().waitFor();
    await attach(page, writer, "视频");
    const film = phoneOf(page, writer).locator("video");
    await film.waitFor();
    await expect.poll(() => film.evaluate((video) => (video as HTMLVideoElement).videoWidth)).toBe(480);
    expect(sandbox.errors).toEqual([]);
  });

  test("who reads further up keeps the place when something arrives, and sees how much is new", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const chat = phoneOf(page, admin).locator(".chat");
    for (let times = 0; times < 3; times += 1) await type(page, admin, "/help");
    await expect.poll(() => chat.evaluate((box) => box.scrollHeight > box.clientHeight * 2)).toBe(true);
    await expect.poll(() => chat.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(5);
    await chat.evaluate((box) => box.scrollTo(0, 120));
    await phoneOf(page, admin).locator(".down").waitFor();
    await page.getByRole("button", { name: "+1 天" }).click();
    await phoneOf(page, admin).locator(".down .badge").waitFor();
    expect(await chat.evaluate((box) => box.scrollTop)).toBe(120);
    await phoneOf(page, admin).locator(".down").click();
    await expect.poll(() => chat.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight)).toBeLessThan(5);
    await expect.poll(() => phoneOf(page, admin).locator(".badge").count()).toBe(0);
  });

  test("the clock runs through what is due, each at its own time; it plays, and stands when it is paused", async () => {
    const page = await sandbox.visit({ locale: "zh-CN", width: 1600 });
    const clock = async (): Promise<number> => (await (await page.request.get("/sandbox/state")).json()).now;
    const times = () =>
      phoneOf(page, cadre)
        .locator(".message.theirs time")
        .evaluateAll((all) => all.map((one) => Date.parse((one as HTMLTimeElement).dateTime)));
    const begun = await clock();
    const digest = phoneOf(page, cadre).locator(".message.theirs", { hasText: "早上好" });
    const minutesHeard = async () => new Set((await times()).map((at) => Math.floor(at / 60_000))).size;
    // The weekend has no digest, and what else is due depends on the day on which the demo begins.
    for (let days = 0; days < 9 && ((await digest.count()) === 0 || (await minutesHeard()) <= 3); days += 1) {
      await page.getByRole("button", { name: "+1 天" }).click();
      await expect.poll(clock).toBeGreaterThan(begun + (days + 1) * 24 * 3_600_000 - 1);
    }
    expect(await digest.last().locator("time").textContent()).toBe("08:30");
    const heard = await times();
    expect(heard).toEqual(heard.toSorted((one, other) => one - other));
    expect(await minutesHeard()).toBeGreaterThan(3);
    expect(await phoneOf(page, cadre).locator(".date").count()).toBeGreaterThan(1);
    // While it still runs to where it was sent, the same button stops it.
    await page.locator('.play[aria-pressed="false"]').waitFor();
    const played = await clock();
    await page.locator(".play").click();
    await expect.poll(clock).toBeGreaterThan(played + 30 * 60_000);
    await page.locator('.play[aria-pressed="true"]').click();
    await page.locator('.play[aria-pressed="false"]').waitFor();
    const paused = await clock();
    await page.locator(".clock").hover();
    expect((await clock()) - paused).toBeLessThan(60_000);
  });

  test("an English visitor with a narrow screen meets English people, the villager first, and sees what the others have not read", async () => {
    const page = await sandbox.visit({ locale: "en-GB", width: 375, height: 740 });
    expect(await page.title()).toBe("Doorstep · sandbox");
    expect(await page.locator(".tab strong").allTextContents()).toEqual(["Ann Baker", "Ben Carter", "Grace Hill"]);
    const inView = page.locator(".phone:visible");
    expect(await inView.getAttribute("data-person")).toBe(String(ann));
    await phoneOf(page, ann).locator(".about-bot").waitFor();
    await phoneOf(page, ann).locator(".start").click();
    await key(page, ann, "Emergency");
    await sees(page, ann, "119");
    await attach(page, ann, "Voice");
    await press(page, ann, "提交");
    await phoneOf(page, ann)
      .locator(".message.theirs", { hasText: /number #\d+/ })
      .waitFor();
    await page.locator(".tab", { hasText: "Ben Carter" }).locator(".badge").waitFor();
    await page.locator(".tab", { hasText: "Ben Carter" }).click();
    await expect.poll(() => inView.getAttribute("data-person")).toBe(String(ben));
    await phoneOf(page, ben).locator(".message.theirs .voice").waitFor();
    await expect.poll(() => page.locator(".tab", { hasText: "Ben Carter" }).locator(".badge").count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await shoot(page, "sandbox-narrow-en.png");
    expect(await seriousFindings(page)).toEqual([]);
    await page.setViewportSize({ width: 375, height: 740 });
    page.once("dialog", (dialog) => dialog.accept("Joan"));
    await page.locator(".tools select").selectOption("guest");
    const joan = page.locator('.phone[aria-label="Joan"]');
    await joan.locator(".start").click();
    await joan.locator(".message", { hasText: "Which village" }).waitFor();
    expect(sandbox.errors).toEqual([]);
  });
});
