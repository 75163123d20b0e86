import { execFile, execFileSync } from "node:child_process";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type SmallDisk = { fill: () => Promise<void>; free: () => Promise<void>; unmount: () => void };

/** Room for a cluster with its journal, and little enough to be filled in a moment. */
const megabytes = 400;
/** Ever smaller pieces, so that in the end not a page is left. */
const pieceBytes = [1 << 20, 1 << 12];

/**
 * Lays a file system of its own, in memory, over a folder, which can be filled to the last byte without harm to anybody else.
 *
 * @returns the disk, or why this machine does not allow it
 */
export async function mountSmallDisk(folder: string): Promise<SmallDisk | { reason: string }> {
  try {
    await run("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder]);
  } catch (error) {
    return { reason: `a small tmpfs could not be mounted (${(error as Error).message.trim().split("\n").at(-1)})` };
  }
  const ballast = join(folder, "ballast");
  return {
    async fill() {
      const file = await open(ballast, "a");
      try {
        for (const bytes of pieceBytes) await writeUntilFull(file, Buffer.alloc(bytes));
      } finally {
        await file.close();
      }
    },
    free: () => rm(ballast, { force: true }),
    /** At the end of this process too, so without waiting for anything. */
    unmount: () => void execFileSync("umount", ["-l", folder]),
  };
}

async function writeUntilFull(file: Awaited<ReturnType<typeof open>>, piece: Buffer) {
  for (;;) {
    try {
      await file.write(piece);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOSPC") return;
      throw error;
    }
  }
}
