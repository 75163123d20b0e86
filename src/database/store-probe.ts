import type { Database } from "./client.ts";
import { cut } from "./drivers/pipelined.ts";

/** More than one page, of letters that no compression makes shorter than a page. */
const fillings = 16;
const filling = "md5(n::text) || repeat(md5((n * 7)::text), 30)";
/**
 * A table that was emptied has a fresh file: an old one has room even on a full disk. It is taken back, and nothing of it stays.
 */
const trying = [
  "begin",
  "truncate store_probe",
  `insert into store_probe select ${filling} from generate_series(1, ${fillings}) as n`,
  "rollback",
];

/**
 * Makes sure that the database would store something now.
 *
 * @param patienceMs after which a database that says nothing counts as one that does not
 * @throws the database's own reason, or that it does not answer
 */
export async function probeStore({ $client }: Database, patienceMs: number): Promise<void> {
  const client = await $client.connect();
  let isSilent = false;
  const impatience = setTimeout(() => {
    isSilent = true;
    cut(client);
  }, patienceMs);
  try {
    for (const statement of trying) await client.query(statement);
    client.release();
  } catch (error) {
    client.release(error as Error);
    throw isSilent ? new Error("it does not answer", { cause: error }) : error;
  } finally {
    clearTimeout(impatience);
  }
}
