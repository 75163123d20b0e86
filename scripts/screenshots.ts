import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";

/**
 * Renews the pictures of the README from a sandbox that was started anew: `npm start` in one terminal, then
 * `node scripts/screenshots.ts http://localhost:8080 /usr/bin/chromium`. The page's own tour plays the story.
 */
const [, , address = "http://localhost:8080", executablePath = "/usr/bin/chromium"] = process.argv;
const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });

async function open(language: "zh" | "en", width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height }, locale: language === "zh" ? "zh-CN" : "en-GB" });
  return context.newPage();
}

for (const language of ["zh", "en"] as const) {
  const page = await open(language, 1600, 900);
  await page.goto(`${address}/?tour=${language}&pace=4`);
  await page.locator(".tour").waitFor();
  await page.locator(".tour").waitFor({ state: "detached", timeout: 120_000 });
  await page.locator(".phone").last().locator(".message.theirs img").last().scrollIntoViewIfNeeded();
  await page.waitForTimeout(1_000);
  await page.screenshot({ path: `${folder}sandbox-${language}.png` });
}
const narrow = await open("en", 375, 820);
await narrow.goto(address);
await narrow.locator(".phone textarea").first().waitFor();
await narrow.waitForTimeout(1_000);
await narrow.screenshot({ path: `${folder}sandbox-narrow-en.png` });
await browser.close();
