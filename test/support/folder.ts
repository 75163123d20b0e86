import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { postmasterPid } from "../../instruments/postmaster.ts";

/** A data folder for one test; what still runs in it when the test is over is ended. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "doorstep-data-"));
  // The server's own user must be able to walk into it.
  await chmod(folder, 0o755);
  onTestFinished(async () => {
    const pid = await postmasterPid(folder);
    // SIGQUIT is an immediate shutdown.
    if (pid) process.kill(pid, "SIGQUIT");
    await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });
  return folder;
}
