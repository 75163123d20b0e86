import axe from "axe-core";
import { chromium } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";
import { publicRoutes } from "../../src/web/public-page.ts";
import { browserPath } from "../support/sandbox-page.ts";
import { type Furnished, reportOf, withTown } from "../support/town.ts";

let multiplied = 0;
/** So many more of a ticket as it is, all of August: the quarter that was over in November. */
async function multiply({ rows }: Furnished, number: number, times: number, change: object = {}) {
  multiplied += 100;
  await rows(
    `insert into ticket overriding system value
     select (jsonb_populate_record(t, $3::jsonb || jsonb_build_object('id', t.id + 1000 * n + $4, 'number', t.number + 1000 * n + $4,
       'draft_id', t.draft_id || '-' || n || '-' || $4, 'created_at', '2026-08-12T10:00:00+08:00'))).*
     from ticket t, generate_series(1, $2::int) n where t.number = $1`,
    [number, times, JSON.stringify(change), multiplied],
  );
}

async function turn(town: Furnished, words: string, then: string) {
  await town.admin.says("/org").then(() => town.admin.sees("青石镇"));
  await town.admin.presses("公开网页").then(() => town.admin.sees("不足 5 件的数不单列"));
  await town.admin.presses(words).then(() => town.admin.sees(then));
}

/** What axe finds on a phone and on a desk, light and dark; and whether anything is wider than the phone. */
async function findingsOf(pages: readonly string[]): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: browserPath as string, args: ["--no-sandbox", "--disable-gpu"] });
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  const found: string[] = [];
  for (const html of pages)
    for (const [width, colorScheme] of [
      [375, "light"],
      [1200, "dark"],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme });
      await page.setContent(html);
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
      found.push(...violations.map(({ id, nodes }) => `${width} ${colorScheme} ${id}: ${nodes[0]?.html}`));
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > width) found.push(`${width}: ${wide} wide`);
    }
  return found;
}

describe("the public page", () => {
  test("is not there until an admin says 公开; then shows numbers and what was announced, and nothing by which anybody is found", async () => {
    const town = await withTown();
    const { wang, app, clock, rows } = town;
    let looks = 0;
    const routes = publicRoutes({
      ...app,
      lookingAt: (act) =>
        app.lookingAt(act).finally(() => {
          looks += 1;
        }),
    });
    const page = async (language = "zh") => routes.request(`/public?lang=${language}`);
    const closed = await page();
    expect([closed.status, await closed.text()]).toEqual([404, "本镇没有公开网页。"]);
    expect(await (await page("en")).text()).toBe("This town has no public page.");

    const road = await reportOf(wang, "王有根家门口的路塌了，电话 13800138000");
    const water = await reportOf(wang, "水沟堵了", "环境卫生");
    await rows("update ticket set created_at = '2026-08-11T10:00:00+08:00'");
    const [other] = await rows<{ id: string }>("select id from village where name = '石背村'");
    await multiply(town, road, 19);
    await multiply(town, road, 2, { village_id: Number(other?.id) });
    await multiply(town, water, 1);
    await multiply(town, road, 7, { confidential: true });
    await multiply(town, road, 8, { about_id: 1 });
    await multiply(town, road, 9, { kind: "emergency" });
    await rows(
      `insert into announcement (town_id, author_id, body, at, on_shelf, title, subject, terms)
       select 1, id, '住院报销<script>alert(1)</script>按七成。', now(), true, '住院报销', 'medical', '{}' from person where name = '周敏'`,
    );
    await rows(
      `insert into outreach_session (town_id, kind, topic, speaker_name, at, place, check_in_code, created_by)
       select 1, 'talk', '防诈骗', '陈志远', '2026-12-01T10:00:00+08:00', '文化广场', 'abc', id from person where name = '周敏'`,
    );
    await turn(town, "公开", "已公开");
    clock.now += 11_000;
    looks = 0;
    const answers = await Promise.all(Array.from({ length: 50 }, () => page()));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(looks).toBe(2);
    const zh = await (answers[0] as Response).text();
    const en = await (await page("en")).text();
    expect(looks).toBe(2);
    expect(Buffer.byteLength(zh)).toBeLessThan(50_000);
    // 24 came in and may be counted; of two villages one has two, so that neither stands by itself.
    expect(zh).toContain("收到 24 件");
    expect(zh).toMatch(/其余合计<\/th><td class="number">24</);
    expect(zh).not.toContain("东坑村");
    expect(zh).toMatch(/2026-07<\/th><td class="number">不写</);
    expect(en).toContain("24 received");
    for (const words of ["住院报销", "&lt;script&gt;", "防诈骗", "文化广场"]) expect(zh).toContain(words);
    for (const words of ["<script", "王有根", "13800138000", "塌了", "陈志远", "李建国", "周敏"]) expect(zh + en).not.toContain(words);
    const { headers } = answers[0] as Response;
    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-\S+'; base-uri 'none'/);
    expect(headers.get("cache-control")).toBe("public, max-age=300");
    expect([headers.get("x-content-type-options"), headers.get("x-frame-options")]).toEqual(["nosniff", "DENY"]);
    expect(headers.get("strict-transport-security")).toBeNull();
    const again = await routes.request("/public?lang=zh", { headers: { "if-none-match": headers.get("etag") as string } });
    expect(again.status).toBe(304);
    expect(await (await routes.request("/public", { headers: { "accept-language": "en-GB,en" } })).text()).toBe(en);
    if (browserPath) expect(await findingsOf([zh, en])).toEqual([]);

    await turn(town, "不再公开", "没有公开");
    clock.now += 11_000;
    expect((await page()).status).toBe(404);
    expect(await rows("select detail from audit_event where what = 'public page' order by id")).toEqual([
      { detail: "on" },
      { detail: "off" },
    ]);
  });

  test("has a map of the villages that the admin gave a point, without a script and without what the table keeps to itself", async () => {
    const town = await withTown();
    const { wang, admin, app, rows } = town;
    const page = async (language = "zh") => (await publicRoutes(app).request(`/public?lang=${language}`)).text();
    const road = await reportOf(wang, "王有根家门口的路塌了");
    await rows("update ticket set created_at = '2026-08-11T10:00:00+08:00'");
    const [other] = await rows<{ id: string }>("select id from village where name = '石背村'");
    await multiply(town, road, 11);
    await multiply(town, road, 7, { village_id: Number(other?.id) });
    await turn(town, "公开", "已公开");
    expect(await page()).not.toContain("<svg");

    const place = async (village: string, latitude: number, longitude: number) => {
      await admin.presses(village).then(() => admin.sees(`${village}在哪里`));
      await admin.says("就在河边").then(() => admin.sees(`${village}在哪里`));
      await admin.does({ do: "location", latitude, longitude }).then(() => admin.sees(`${village}的位置记下了`));
    };
    await admin.presses("村的位置").then(() => admin.sees("0/"));
    await place("东坑村", 25.12, 114.93);
    await admin.hasSeen("1/");
    town.clock.now += 3_000;
    expect(await page()).toMatch(/<svg [^>]*role="img"[^>]*>.*<text[^>]*>东坑村 12<\/text>/);
    await place("石背村", 25.17, 114.99);
    town.clock.now += 3_000;
    const [zh, en] = [await page(), await page("en")];
    for (const html of [zh, en]) {
      expect(html).toContain(">石背村 7</text>");
      expect(html).not.toMatch(/<script|style="|https?:/);
    }
    if (browserPath) expect(await findingsOf([zh, en])).toEqual([]);
    // With few in one village neither has its number by itself, in the table or on the map.
    await rows("delete from ticket where id in (select id from ticket where village_id = $1 offset 3)", [Number(other?.id)]);
    town.clock.now += 601_000;
    expect(await page()).toMatch(/>东坑村<\/text>.*>石背村<\/text>/);
    await admin.presses("石背村").then(() => admin.sees("石背村在哪里"));
    await admin.presses("不要位置").then(() => admin.sees("石背村不再有位置"));
    town.clock.now += 3_000;
    expect(await page()).not.toContain(">石背村</text>");
  });
});
