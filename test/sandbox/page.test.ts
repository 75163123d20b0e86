import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startProcess } from "../support/process.ts";

/** `CHROMIUM` names the browser; otherwise the usual places are tried. CI installs one, `npm test` works without. */
function findBrowser(): string | undefined {
  for (const name of [process.env["CHROMIUM"], "chromium", "chromium-browser", "google-chrome"]) {
    if (!name) continue;
    try {
      return execFileSync("which", [name], { encoding: "utf8" }).trim();
    } catch {}
  }
  return undefined;
}

const executablePath = findBrowser();
const villager = 700000101;
const cadre = 700000102;
const admin = 700000103;

describe.skipIf(!executablePath)("the sandbox's page in a real browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];
    browser = await chromium.launch({ executablePath: executablePath as string, args });
  });
  afterAll(() => browser?.close());

  async function openSandbox(locale: string, width = 1280): Promise<{ page: Page; errors: string[] }> {
    const DATA_DIR = await mkdtemp(join(tmpdir(), "doorstep-page-"));
    await chmod(DATA_DIR, 0o755);
    const bot = startProcess({ DATA_DIR });
    await expect.poll(() => bot.output(), { timeout: 40_000 }).toContain("Sandbox: ");
    const page = await browser.newPage({ viewport: { width, height: 820 }, locale });
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    page.setDefaultTimeout(10_000);
    await page.goto(/http:\S+/.exec(bot.output())?.[0] as string);
    onTestFinished(async () => {
      await page.close();
      bot.child.kill("SIGTERM");
      await bot.exited;
      await rm(DATA_DIR, { recursive: true, force: true });
    });
    return { page, errors };
  }

  const phoneOf = (page: Page, id: number) => page.locator(`.phone[data-person="${id}"]`);
  async function type(page: Page, id: number, words: string) {
    await phoneOf(page, id).locator("form input").fill(words);
    await phoneOf(page, id).locator(".send").click();
  }
  const key = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".keyboard button", { hasText: words }).click();
  const press = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".message .button", { hasText: words }).last().click();
  const sees = (page: Page, id: number, words: string) => phoneOf(page, id).locator(".message.theirs", { hasText: words }).last().waitFor();

  test("villager, cadre and admin carry a report from the first tap to the figures", { timeout: 120_000 }, async () => {
    const { page, errors } = await openSandbox("zh-CN");
    await phoneOf(page, villager).locator(".start").click();
    await sees(page, villager, "您好");
    await key(page, villager, "报问题");
    await sees(page, villager, "哪一类");
    await press(page, villager, "道路水利");
    await sees(page, villager, "说说是什么事");
    await phoneOf(page, villager).locator(".clip").click();
    await phoneOf(page, villager).getByText("📷 拍一张").click();
    await sees(page, villager, "在什么地方");
    await key(page, villager, "发送我的位置");
    await sees(page, villager, "对不对");
    await press(page, villager, "提交");
    await sees(page, villager, "已提交，编号 #");
    const submitted = phoneOf(page, villager).locator(".message.theirs", { hasText: "已提交，编号 #" });
    const number = /#\d+/.exec(await submitted.last().innerText())?.[0] as string;
    await sees(page, cadre, number);
    await phoneOf(page, cadre).locator(".message.theirs img.photo").waitFor();
    await phoneOf(page, cadre).locator(".pin").waitFor();
    await phoneOf(page, cadre).locator(`.message:has-text("${number}")`).first().locator(".button", { hasText: "接单" }).click();
    await sees(page, villager, `李建国 已接单 ${number}`);
    await type(page, villager, "坑很深，小心");
    await press(page, villager, number);
    await sees(page, cadre, "坑很深");
    await press(page, cadre, "办结");
    await sees(page, cadre, "办得怎样");
    await type(page, cadre, "填好了");
    await sees(page, villager, "请问您满意吗");
    await press(page, villager, "😊 满意");
    await sees(page, villager, "已完结");
    await type(page, admin, "/stats");
    await sees(page, admin, "满意率");
    const folder = process.env["SCREENSHOTS"];
    if (folder) {
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, "sandbox-zh.png") });
    }
    expect(errors).toEqual([]);
  });

  test("a station's group shows what comes in, one member claims it, and a link pasted into another phone is opened there", {
    timeout: 120_000,
  }, async () => {
    const { page, errors } = await openSandbox("zh-CN", 1600);
    const [desk, newcomer] = [-1007000000001, 700000122];
    await page.locator(".tools select").selectOption(String(desk));
    await page.locator(".tools select").selectOption(String(newcomer));
    await phoneOf(page, villager).locator(".start").click();
    await sees(page, villager, "您好");
    await key(page, villager, "办事");
    await sees(page, villager, "您要办什么");
    await press(page, villager, "临时救助");
    await sees(page, villager, "一时生活困难");
    await type(page, villager, "家里失火了");
    await sees(page, villager, "对不对");
    await press(page, villager, "提交");
    await sees(page, desk, "临时救助");
    await phoneOf(page, desk).locator(".speakers button", { hasText: "肖静" }).click();
    await press(page, desk, "接单");
    await sees(page, desk, "负责人：肖静");
    await sees(page, villager, "肖静 已接单");
    await type(page, admin, "/invite");
    await sees(page, admin, "先选身份");
    await press(page, admin, "包村干部");
    await sees(page, admin, "负责哪个村");
    await press(page, admin, "石背村");
    await sees(page, admin, "只能用一次");
    const link = await phoneOf(page, admin).locator(".message.theirs a", { hasText: "t.me" }).last().textContent();
    await type(page, newcomer, link as string);
    await sees(page, newcomer, "石背村 的包村干部");
    expect(errors).toEqual([]);
  });

  test("in English, on a narrow screen, with a new villager and a clock that moves", { timeout: 120_000 }, async () => {
    const { page, errors } = await openSandbox("en-GB", 390);
    expect(await page.title()).toBe("Doorstep · sandbox");
    page.once("dialog", (dialog) => dialog.accept("Ann"));
    await page.locator(".tools select").selectOption("guest");
    const ann = page.locator('.phone[aria-label="Ann"]');
    await ann.scrollIntoViewIfNeeded();
    await ann.locator(".start").click();
    await ann.locator(".message", { hasText: "Which village" }).waitFor();
    await ann.locator(".button", { hasText: "东坑村" }).click();
    const group = ann.locator(".message", { hasText: "Which group" });
    await group.locator(".button", { hasText: "跳过" }).click();
    await ann.locator(".keyboard button", { hasText: "Emergency" }).click();
    await ann.locator(".message", { hasText: "fire 119" }).waitFor();
    await ann.locator(".clip").click();
    await ann.getByText("🎤 Voice").click();
    await ann.locator(".button", { hasText: "提交" }).click();
    await ann.locator(".message", { hasText: /Reported, number #\d+/ }).waitFor();
    const before = await page.locator(".clock").textContent();
    await page.getByText("+1 hour").click();
    await expect.poll(() => page.locator(".clock").textContent()).not.toBe(before);
    await phoneOf(page, cadre).locator(".message", { hasText: "已上报" }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    const folder = process.env["SCREENSHOTS"];
    if (folder) await page.screenshot({ path: join(folder, "sandbox-narrow-en.png") });
    expect(errors).toEqual([]);
  });
});
