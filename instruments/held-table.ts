import pg from "pg";

/** Locks a table against everybody, as a long transaction of somebody else would. @returns lets it go; may be called again */
export async function holdTable(databaseUrl: string, table: string): Promise<() => Promise<void>> {
  const client = new pg.Client(databaseUrl);
  client.on("error", () => {});
  await client.connect();
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  let isHeld = true;
  return async () => {
    if (!isHeld) return;
    isHeld = false;
    await client.end();
  };
}
