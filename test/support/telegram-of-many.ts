import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Emulator } from "../../emulator/server.ts";

/** One Bot API root for the bots of several emulators, as Telegram's is: each call goes where its token belongs. */
export async function startTelegramOfMany(emulators: readonly Emulator[]) {
  const server = createServer((asked, answer) => {
    const token = /^\/(?:file\/)?bot([^/]+)\//.exec(asked.url ?? "")?.[1];
    const emulator = emulators.find((one) => one.token === token);
    if (!emulator) {
      answer.writeHead(401, { "content-type": "application/json" });
      answer.end(JSON.stringify({ ok: false, error_code: 401, description: "Unauthorized" }));
      return;
    }
    const { method, headers, url } = asked;
    const passedOn = request(`${emulator.root}${url}`, { method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passedOn.on("error", () => answer.destroy());
    answer.on("close", () => passedOn.destroy());
    asked.pipe(passedOn);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
