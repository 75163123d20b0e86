import { access } from "node:fs/promises";
import { type Config, readConfig } from "../config.ts";
import { isOutage, reasonOf } from "../database/outage.ts";
import { describeDatabase } from "../database/reach.ts";
import { oneLine } from "../log.ts";

/**
 * Runs a command that takes one file, and ends the process with 1 and one line that says what to do when it cannot be done.
 *
 * @param name as people type it: `backup`
 */
export async function runWithFile(name: string, act: (config: Config, file: string) => Promise<string>) {
  const config = readConfig();
  if ("problems" in config) return refuse(config.problems);
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length) return refuse([`npm run ${name} -- FILE: name one file`]);
  try {
    console.log(await act(config, file));
  } catch (error) {
    const { databaseUrl } = config;
    if (databaseUrl && isOutage(error)) return refuse([`${describeDatabase(databaseUrl)} cannot be reached: ${reasonOf(error)}`]);
    const isFull = (error as { code?: string }).code === "ENOSPC";
    refuse([isFull ? `There is no room for ${file}: make room, or name a file on another disk` : oneLine(error as Error)]);
  }
}

function refuse(lines: readonly string[]) {
  for (const line of lines) console.error(line);
  process.exitCode = 1;
}

export const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
