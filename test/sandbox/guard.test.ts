import { expect, test } from "vitest";
import { refuseForeign } from "../../sandbox/guard.ts";

type Headers = Record<string, string>;
const json = { "content-type": "application/json" };
const ask = (method: string, path: string, headers: Headers, reach?: string) =>
  refuseForeign({ method, path, header: (name) => headers[name] }, reach)?.status ?? "taken";
const visit = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" };

test.each<[string, string | number, string, string, Headers, string?]>([
  ["the page itself, by name", "taken", "GET", "/", { host: "localhost:8080" }],
  ["by either address of loopback", "taken", "GET", "/", { host: "127.0.0.1:8080" }],
  ["by either address of loopback", "taken", "GET", "/", { host: "[::1]:8080" }],
  ["a name made to point here (DNS rebinding)", 403, "GET", "/sandbox/state", { host: "evil.example:8080" }],
  ["one that only looks like ours", 403, "GET", "/", { host: "localhost.evil.example" }],
  ["one that only looks like ours", 403, "GET", "/", { host: "127.0.0.1.evil.example" }],
  ["no name at all", 403, "GET", "/", {}],
  ["a name with somebody in front", 403, "GET", "/", { host: "localhost:8080@evil.example" }],
  ["the page's own doings", "taken", "POST", "/emulator/people", { host: "localhost:8080", origin: "http://localhost:8080", ...json }],
  ["a program on this machine", "taken", "POST", "/emulator/people", { host: "localhost:8080", ...json }],
  ["a foreign page", 403, "POST", "/emulator/people", { host: "localhost:8080", origin: "https://evil.example", ...json }],
  ["a page of another port", 403, "POST", "/emulator/people", { host: "localhost:8080", origin: "http://localhost:3000", ...json }],
  ["a page without origin", 403, "POST", "/emulator/people", { host: "localhost:8080", origin: "null", ...json }],
  ["a foreign page that listens", 403, "GET", "/emulator/events", { host: "localhost:8080", origin: "https://evil.example" }],
  ["a foreign page's picture", 403, "GET", "/emulator/files/1", { host: "localhost:8080", "sec-fetch-site": "cross-site" }],
  ["a foreign page's frame", 403, "GET", "/", { host: "localhost:8080", ...visit, "sec-fetch-dest": "iframe" }],
  ["a link to the page", "taken", "GET", "/", { host: "localhost:8080", ...visit }],
  ["a link to something behind it", 403, "GET", "/emulator/people", { host: "localhost:8080", ...visit }],
  ["a form's text, which needs no asking", 415, "POST", "/emulator/people", { host: "localhost:8080", "content-type": "text/plain" }],
  ["a form", 415, "POST", "/sandbox/clock", { host: "localhost:8080", "content-type": "application/x-www-form-urlencoded" }],
  ["nothing said about what comes", 415, "POST", "/sandbox/clock", { host: "localhost:8080" }],
  ["what only begins like JSON", 415, "POST", "/sandbox/clock", { host: "localhost:8080", "content-type": "application/json-seq" }],
  ["JSON with a charset", "taken", "POST", "/sandbox/clock", { host: "localhost:8080", "content-type": "application/json; charset=utf-8" }],
  ["an address of the network, on loopback only", 403, "GET", "/", { host: "192.168.1.5:8080" }],
  ["the same where HOST opens it", "taken", "GET", "/", { host: "192.168.1.5:8080" }, "0.0.0.0"],
  ["a container's name where HOST opens it", "taken", "GET", "/", { host: "doorstep:8080" }, "0.0.0.0"],
  ["a name of the internet where HOST opens it", 403, "GET", "/", { host: "evil.example:8080" }, "0.0.0.0"],
  ["a foreign page where HOST opens it", 403, "POST", "/", { host: "192.168.1.5", origin: "http://evil.example", ...json }, "0.0.0.0"],
  ["the name in HOST", "taken", "GET", "/", { host: "demo.example.org:8080" }, "Demo.example.org"],
  ["another name than that in HOST", 403, "GET", "/", { host: "evil.example.org:8080" }, "demo.example.org"],
])("%s: %s", (_who, expected, method, path, headers, reach) => {
  expect(ask(method, path, headers, reach)).toBe(expected);
});
