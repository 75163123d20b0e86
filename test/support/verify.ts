import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { PersonDriver } from "./person.ts";
import type { Town } from "./town.ts";

/** `npm run verify -- ledger.xlsx`, as somebody runs it who has nothing but the file. */
export async function verify(bytes: Uint8Array): Promise<{ code: number; said: string }> {
  const file = join(tmpdir(), `ledger-${randomBytes(6).toString("hex")}.xlsx`);
  await writeFile(file, bytes);
  onTestFinished(() => rm(file, { force: true }));
  const environment = { ...process.env, DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" };
  return new Promise((resolve) =>
    execFile("npm", ["run", "--silent", "verify", "--", file], { env: environment }, (error, out, wrong) =>
      resolve({ code: error ? Number(error.code) : 0, said: out + wrong }),
    ),
  );
}

/** The newest file in somebody's chat, byte by byte. */
export const newestWorkbookBytes = (town: Town, who: PersonDriver) => {
  const document = who.messages().findLast((message) => message.from?.is_bot && message.document)?.document;
  return [...town.telegram.world.files.values()].find(({ file_id }) => file_id === document?.file_id)?.bytes ?? new Uint8Array();
};
