import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { birthOf, isRunning } from "./processes.ts";

export type Users = Awaited<ReturnType<typeof joinUsers>>;

/**
 * Who uses the server of one data folder: a file for each process, named so that the earliest comes first and a later process of the same
 * number is not taken for it. Who was killed is not counted, and forgotten.
 *
 * @param folder the data folder
 */
export async function joinUsers(folder: string) {
  const directory = join(folder, "postgres-users");
  await mkdir(directory, { recursive: true });
  const identity = `${process.pid}-${await birthOf(process.pid)}`;
  const present = (await namesIn(directory)).find((name) => name.endsWith(`-${identity}`));
  const own = present ?? `${String(Date.now()).padStart(15, "0")}-${identity}`;
  await writeFile(join(directory, own), "");

  async function living(): Promise<string[]> {
    const names = await namesIn(directory);
    const lives = await Promise.all(names.map(isAlive));
    await Promise.all(names.filter((_, index) => !lives[index]).map((name) => rm(join(directory, name), { force: true })));
    return names.filter((_, index) => lives[index]).sort();
  }

  return {
    /** Whether this process is the one that starts the server when it is gone; the others wait for it. */
    isFirst: async (): Promise<boolean> => (await living())[0] === own,
    /** @returns whether anybody else is left */
    async leave(): Promise<boolean> {
      await rm(join(directory, own), { force: true });
      return (await living()).length > 0;
    },
  };
}

const namesIn = async (directory: string) => (await readdir(directory)).filter((name) => /^\d+-\d+-\d*$/.test(name));

async function isAlive(name: string): Promise<boolean> {
  const [, pid, birth] = name.split("-");
  return (await isRunning(Number(pid))) && (await birthOf(Number(pid))) === birth;
}
