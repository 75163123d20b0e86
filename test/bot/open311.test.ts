import Open311 from "open311";
import { describe, expect, onTestFinished, test } from "vitest";
import { listen } from "../../src/web/listen.ts";
import { open311Routes } from "../../src/web/open311/routes.ts";
import { fromXml, schemas } from "../support/georeport.ts";
import { day, type Furnished, hour, reportOf, withTown } from "../support/town.ts";

type Form = Record<string, string>;
type Listed = Awaited<ReturnType<typeof schemas.requests.parse>>;

/** As programs of others reach a town: by addresses and forms. */
function callerOf({ app }: Furnished) {
  const routes = open311Routes(app);
  const get = (path: string, headers: Record<string, string> = {}) => routes.request(`/open311/v2/${path}`, { headers });
  const post = (form: Form, path = "requests.json") =>
    routes.request(`/open311/v2/${path}`, { method: "POST", body: new URLSearchParams(form) });
  return {
    routes,
    get,
    post,
    requests: async (query: string): Promise<Listed> => schemas.requests.parse(await (await get(`requests.json?${query}`)).json()),
    filed: async (form: Form) => Number(schemas.filed.parse(await (await post(form)).json())[0]?.service_request_id),
    errorOf: async (answer: Response | Promise<Response>) => {
      const { status } = await answer;
      const [first] = schemas.errors.parse(await (await answer).json());
      expect(first?.code).toBe(status);
      return `${status} ${first?.description}`;
    },
  };
}

/** The admin makes a key in chat and copies it. */
async function makeKey({ admin }: Furnished, name: string): Promise<string> {
  await admin.says("/org").then(() => admin.sees("青石镇"));
  await admin.presses("对外接口").then(() => admin.sees("GeoReport v2"));
  await admin.presses("发钥匙").then(() => admin.sees("给哪个程序"));
  await admin.says(name);
  const told = await admin.sees("只显示这一次");
  await admin.hasSeen(`・${name}`);
  return /^[\w-]{22}$/m.exec(told)?.[0] as string;
}

const promised = <T>(act: (callback: (error: unknown, data: T) => void) => void) =>
  new Promise<T>((resolve, reject) => act((error, data) => (error ? reject(new Error(String(data))) : resolve(data))));

describe("Open311", () => {
  test("is closed until an admin makes a key, which is shown once, stored nowhere, and can be taken back", async () => {
    const town = await withTown();
    const { admin, rows } = town;
    const { get, post, errorOf } = callerOf(town);
    expect(await errorOf(get("services.json"))).toBe("404 本镇没有开对外接口。");
    const key = await makeKey(town, "12345热线");
    await town.settled();
    const [everywhere] = await rows<{ found: string }>(
      "select (select count(*) from open311_key where key_hash like '%' || $1 || '%') + (select count(*) from outbox where notice::text || coalesce(payload::text, '') like '%' || $1 || '%') as found",
      [key],
    );
    expect(Number(everywhere?.found)).toBe(0);
    expect((await get("services.json")).status).toBe(200);
    expect(await errorOf(post({ service_code: "1" }))).toMatch(/^403 .*api_key/);
    expect(await errorOf(post({ service_code: "1", api_key: "wrong" }))).toMatch(/^403 .*api_key/);
    expect(await errorOf(post({ api_key: key }))).toBe("400 没有给 service_code。");
    expect(await errorOf(post({ api_key: key, service_code: "999", address_string: "东坑村" }))).toMatch(/^404 .*999/);
    await admin.presses("❌ 12345热线").then(() => admin.sees("没有开"));
    expect(await errorOf(get("services.json"))).toMatch(/^404/);
    expect(await errorOf(post({ service_code: "1", api_key: key, address_string: "东坑村" }))).toMatch(/^404/);
    const noted = await rows("select what, detail from audit_event where what like 'open311%' order by id");
    expect(noted).toEqual([
      { what: "open311 key made", detail: "12345热线" },
      { what: "open311 key revoked", detail: "12345热线" },
    ]);
  });

  test("a client library finds its way from the discovery to a matter that is handled as any other", async () => {
    const town = await withTown();
    const { li, admin, rows } = town;
    const caller = callerOf(town);
    const key = await makeKey(town, "12345热线");
    const web = await listen((request) => caller.routes.fetch(request), 0, ["127.0.0.1"]);
    onTestFinished(() => web.stop());
    const url = `http://127.0.0.1:${web.port}/open311/v2`;
    const client = new Open311({ discovery: `${url}/discovery.json`, apiKey: key });
    await promised((done) => client.serviceDiscovery({ cache: true }, done));
    expect(client.endpoint).toBe(`${url}/`);
    const services = schemas.services.parse(await promised((done) => client.serviceList(done)));
    const road = services.find(({ service_name }) => service_name.includes("道路"))?.service_code as string;
    expect(services.map(({ service_name }) => service_name).join()).not.toMatch(/干部作风|纠纷|信访|紧急/);
    const definition = schemas.definition.parse(await promised((done) => client.serviceDefinition(road, done)));
    const village = definition.attributes[0]?.values?.find(({ name }) => name === "东坑村")?.key as string;

    const report = {
      service_code: road,
      attributes: { village },
      address_string: "小桥边",
      lat: 25.1,
      long: 116.2,
      last_name: "赖",
      first_name: "阿婆",
      phone: "138 0013 8000",
      description: "桥头的路塌了 <b>一米</b>",
      media_url: "https://example.org/a.jpg",
    };
    const [filed] = schemas.filed.parse(await promised((done) => client.submitRequest(report, done)));
    const number = filed?.service_request_id as string;
    expect(filed?.service_notice).toContain(`#${number}`);
    const [again] = schemas.filed.parse(await promised((done) => client.submitRequest(report, done)));
    expect(again?.service_request_id).toBe(number);

    const card = await li.hasSeen(`#${number}`);
    expect(JSON.stringify(card)).toContain("赖阿婆");
    await li.presses("接单");
    await admin.hasSeen("・12345热线");
    expect(await rows("select note from ticket_event where action = 'submit'")).toEqual([{ note: "12345热线" }]);
    const mine = async () =>
      (await promised<Listed>((done) => client.serviceRequests(number, { api_key: key }, done)))[0] as unknown as Record<string, unknown>;
    expect(await mine()).toMatchObject({
      status: "open",
      description: "桥头的路塌了 <b>一米</b>\nhttps://example.org/a.jpg",
      address: "小桥边, 东坑村",
      lat: 25.1,
      service_code: road,
    });
    const [asStranger] = await caller.requests(`service_request_id=${number}`);
    expect(asStranger).toMatchObject({
      description: null,
      address: "东坑村",
      lat: null,
      long: null,
      requested_datetime: "2026-11-24T00:00:00+08:00",
    });

    // XML says the same.
    for (const [path, schema] of [
      ["services", schemas.services],
      [`services/${road}`, schemas.definition],
      [`requests?api_key=${key}`, schemas.requests],
      [`requests/${number}`, schemas.requests],
    ] as const) {
      const [address, query = ""] = path.split("?");
      const json = await (await caller.get(`${address}.json?${query}`)).json();
      const answer = await caller.get(`${address}.xml?${query}`);
      expect(answer.headers.get("content-type")).toBe("text/xml; charset=utf-8");
      const { value } = fromXml(await answer.text());
      schema.parse(value);
      const bare = (one: unknown) => JSON.parse(JSON.stringify(one));
      expect(bare(value)).toEqual(bare(json));
      expect((await caller.get(`${address}?${query}`, { accept: "application/json" })).headers.get("content-type")).toMatch(
        /^application\/json/,
      );
      expect((await caller.get(`${address}?${query}`)).headers.get("content-type")).toMatch(/^text\/xml/);
    }
    const { root, value } = fromXml(await (await caller.get("requests/999999.xml")).text());
    expect([root, schemas.errors.parse(value)[0]?.code]).toEqual(["errors", 404]);
    expect(
      fromXml(
        await (
          await caller.post({ api_key: key, service_code: road, address_string: "石背村口", description: "灯坏了" }, "requests.xml")
        ).text(),
      ).root,
    ).toBe("service_requests");
  });

  test("shows strangers problems by day, village and state, and words only to the program that filed them", async () => {
    const town = await withTown();
    const { wang, li, rows, clock } = town;
    const caller = callerOf(town);
    const [hotline, county] = [await makeKey(town, "12345热线"), await makeKey(town, "县平台")];
    const own = await reportOf(wang, "村口的路塌了");
    const service = await reportOf(wang, "和赖大山争地", "矛盾纠纷");
    const services = schemas.services.parse(await (await caller.get("services.json")).json());
    const codeOf = (name: string) => services.find(({ service_name }) => service_name.includes(name))?.service_code as string;
    const filing = { api_key: hotline, service_code: codeOf("环境卫生"), address_string: "东坑村垃圾池", description: "垃圾没人收" };
    const filed = await caller.filed(filing);
    const aboutLi = await caller.filed({ ...filing, description: "李建国收了钱不办事" });
    const danger = await caller.filed({ ...filing, description: "有人掉进河里了，快救人", service_code: codeOf("道路") });
    await li.hasSeen(`#${filed}`);
    await li.hasSeen("话里像有危险");
    await town.settled();
    // A report about an official does not reach them, by whichever way it came.
    expect(li.messages().some(({ text = "" }) => text.includes(`#${aboutLi}`))).toBe(false);

    const numbersOf = (list: Listed) => list.map(({ service_request_id }) => Number(service_request_id)).sort((a, b) => a - b);
    expect(numbersOf(await caller.requests(""))).toEqual([own, filed, danger]);
    expect(numbersOf(await caller.requests(`api_key=${county}`))).toEqual([own, filed, danger]);
    const asHotline = await caller.requests(`api_key=${hotline}`);
    expect(numbersOf(asHotline)).toEqual([own, filed, aboutLi, danger]);
    const words = (list: Listed) => list.flatMap(({ description }) => description ?? []).sort();
    expect(words(await caller.requests(`api_key=${county}`))).toEqual([]);
    // What is kept from somebody is not read out even to who filed it: who reads there is not known.
    expect(words(asHotline)).toEqual(["垃圾没人收", "有人掉进河里了，快救人"].sort());
    expect(await caller.errorOf(caller.get(`requests/${service}.json`))).toMatch(/^404/);
    const everything = JSON.stringify([await caller.requests(""), asHotline]);
    for (const name of ["王有根", "李建国", "赖大山", "村口的路", "12345热线"]) expect(everything).not.toContain(name);
    await rows("update ticket set confidential = true where number = $1", [own]);
    expect(numbersOf(await caller.requests(""))).toEqual([filed, danger]);
    await rows("update ticket set confidential = false where number = $1", [own]);

    // Filters compare with what is shown: nobody finds the minute by asking again and again.
    const noon = encodeURIComponent("2026-11-24T12:00:00+08:00");
    const morning = encodeURIComponent("2026-11-24T00:00:00+08:00");
    expect(numbersOf(await caller.requests(`start_date=${morning}`))).toEqual([own, filed, danger]);
    expect(numbersOf(await caller.requests(`start_date=${noon}`))).toEqual([]);
    expect(numbersOf(await caller.requests(`end_date=${morning}&api_key=${hotline}`))).toEqual([own]);
    expect(numbersOf(await caller.requests("status=closed"))).toEqual([]);
    expect(numbersOf(await caller.requests("status=open,closed"))).toEqual([own, filed, danger]);
    expect(numbersOf(await caller.requests(`service_code=${filing.service_code}`))).toEqual([filed]);
    expect(numbersOf(await caller.requests(`service_request_id=${own},${service},${filed}`))).toEqual([own, filed]);
    for (const query of [
      "status=lost",
      "start_date=yesterday",
      `start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z`,
      "service_code=x",
    ])
      expect(await caller.errorOf(caller.get(`requests.json?${query}`))).toMatch(/^400/);
    clock.now += 100 * day;
    expect(await caller.requests("")).toEqual([]);
  });

  test("bad requests get a sentence, too many are stopped, and nothing is half filed", async () => {
    const town = await withTown();
    const { rows, clock } = town;
    const caller = callerOf(town);
    const key = await makeKey(town, "12345热线");
    const services = schemas.services.parse(await (await caller.get("services.json", { "accept-language": "en" })).json());
    const problem = services.find(({ group }) => group === "Problem" || group?.includes("问题"));
    const road = services.find(({ service_name }) => /road/i.test(service_name)) ?? problem;
    const form = { api_key: key, service_code: road?.service_code as string, address_string: "东坑村", description: "路坏了" };
    for (const [wrong, said] of [
      [{ address_string: "" }, /address_string/],
      [{ address_string: "别处" }, /哪个村/],
      [{ "attribute[village]": "99999" }, /哪个村/],
      [{ description: "长".repeat(4_001) }, /description/],
      [{ description: "" }, /说/],
      [{ lat: "25" }, /lat and long/],
      [{ lat: "95", long: "116" }, /lat/],
      [{ phone: "call me" }, /phone/],
      [{ media_url: "javascript:alert(1)" }, /media_url/],
    ] as const)
      expect(await caller.errorOf(caller.post({ ...form, ...wrong }))).toMatch(said);
    expect(await caller.errorOf(caller.post({ ...form, description: "长".repeat(30_000) }))).toMatch(/^400 .*64 KB/);
    expect(await caller.errorOf(caller.post(form, "services.json"))).toMatch(/^404/);
    expect((await caller.get("requests.yaml")).status).toBe(404);
    expect(await rows("select 1 from ticket")).toEqual([]);
    expect(await rows("select 1 from person where telegram_id < 0")).toEqual([]);
    const number = await caller.filed(form);
    await rows(
      `with copied as (
         insert into ticket overriding system value
         select (jsonb_populate_record(t, jsonb_build_object('id', t.id + 1000 * n, 'number', t.number + 1000 * n, 'draft_id', 'copy-' || n))).*
         from ticket t, generate_series(1, 119) n where t.number = $1 returning town_id, id, created_at)
       insert into open311_request (town_id, ticket_id, key_id, at) select c.town_id, c.id, k.id, c.created_at from copied c, open311_key k`,
      [number],
    );
    const answer = await caller.post({ ...form, description: "又坏了" });
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "5"]);
    clock.now += hour;
    expect((await caller.post({ ...form, description: "又坏了" })).status).toBe(200);
  });

  test("however many file at once, few of the connections are taken by which the bot answers people, and none by who has no key", async () => {
    const town = await withTown();
    const key = await makeKey(town, "县平台");
    const taken = { now: 0, most: 0, all: 0 };
    const taking: Furnished["app"]["taking"] = async (act) => {
      taken.now += 1;
      taken.all += 1;
      taken.most = Math.max(taken.most, taken.now);
      return town.app.taking(act).finally(() => {
        taken.now -= 1;
      });
    };
    const { post, get } = callerOf({ ...town, app: { ...town.app, taking } });
    const services = schemas.services.parse(await (await get("services.json")).json());
    const road = services.find(({ service_name }) => service_name.includes("道路"))?.service_code as string;
    const flood = (api_key: string) =>
      Promise.all(
        Array.from({ length: 40 }, async (_, index) => {
          const { status } = await post({ api_key, service_code: road, address_string: "东坑村", description: `路坏了 ${index}` });
          return status;
        }),
      );
    expect(new Set(await flood("wrong"))).toEqual(new Set([403, 503]));
    expect(taken.all).toBe(0);
    expect(new Set(await flood(key))).toEqual(new Set([200, 503]));
    expect(taken.most).toBeLessThanOrEqual(2);
    expect(await town.rows("select count(*)::int as n from ticket")).toEqual([{ n: taken.all }]);
  });
});
