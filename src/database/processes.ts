import { readdir, readFile, readlink } from "node:fs/promises";

/** What `/proc/<pid>/stat` says of a process; undefined where there is no such process, or no `/proc`. */
async function statOf(pid: number): Promise<{ state: string; parent: number; birth: string } | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields && { state: fields[0] ?? "", parent: Number(fields[1]), birth: fields[19] ?? "" };
}

/** Tells a process from a later one of the same number; empty where the system does not say. */
export const birthOf = async (pid: number): Promise<string> => (await statOf(pid))?.birth ?? "";

/** Whether a process runs. One that has ended and that nobody has buried, as below a container's first process, does not. */
export async function isRunning(pid: number): Promise<boolean> {
  return exists(pid) && !["Z", "X"].includes((await statOf(pid))?.state ?? "");
}

/** Whether the number is taken, be it by a dead one. */
export function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The folder in which a process works; undefined where the system does not say, or does not tell us. */
export const workFolderOf = (pid: number): Promise<string | undefined> => readlink(`/proc/${pid}/cwd`).catch(() => undefined);

/** The numbers of all processes; none where there is no `/proc`. */
export const allPids = async (): Promise<number[]> =>
  (await readdir("/proc").catch(() => [])).map(Number).filter((pid) => Number.isInteger(pid));

export const parentOf = async (pid: number): Promise<number> => (await statOf(pid))?.parent ?? 0;
export const commandOf = (pid: number): Promise<string> => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
