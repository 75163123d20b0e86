import { execFileSync } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, onTestFinished, vi } from "vitest";
import { type BotProcess, startProcess } from "./process.ts";

export type Visit = { locale: "zh-CN" | "en-GB"; width: number; height?: number; colorScheme?: "light" | "dark"; query?: string };
export type Opened = {
  visit: (how: Visit) => Promise<Page>;
  /** What went wrong in any page so far. */
  errors: string[];
};

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

export const browserPath = findBrowser();
const flags = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-sync",
];
/** A busy machine draws, and plays a voice, late. */
const patienceMs = 30_000;

/** One program and one browser for all tests of a file: a demo township takes longest to furnish. Each visit is a visitor's first. */
export function openSandbox(): Opened {
  let browser: Browser;
  let bot: BotProcess;
  let folder: string;
  const ends: (() => void)[] = [];
  const errors: string[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "doorstep-page-"));
    await chmod(folder, 0o755);
    bot = startProcess({ DATA_DIR: folder }, (end) => ends.push(end));
    browser = await chromium.launch({ executablePath: browserPath as string, args: flags });
    await vi.waitFor(() => expect(bot.output()).toContain("Sandbox: "), { timeout: 90_000, interval: 100 });
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    bot?.child.kill("SIGTERM");
    await bot?.exited;
    for (const end of ends) end();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    errors,
    async visit({ locale, width, height = 820, colorScheme = "light", query = "" }) {
      const baseURL = /http:\S+/.exec(bot.output())?.[0] as string;
      const context = await browser.newContext({ viewport: { width, height }, locale, colorScheme, baseURL });
      onTestFinished(() => context.close());
      const page = await context.newPage();
      page.on("pageerror", (error) => errors.push(error.message));
      page.setDefaultTimeout(patienceMs);
      await page.goto(`/${query}`);
      await page.locator(".phone textarea").first().waitFor();
      return page;
    },
  };
}
