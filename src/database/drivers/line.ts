import postgres from "postgres";
import { connectMs, keepAlive, maxPrepared } from "../limits.ts";
import { entering, type Towns } from "../town-view.ts";
import { asText, conversions } from "./conversions.ts";
import { addressOf, type Patience, settingsOf, silentAfterMs } from "./settings.ts";
import { OwnSocket } from "./socket.ts";

const goodbyeSeconds = 1;

/** Words by which a failure is known as the database's (`outage.ts`). */
const lostError = () => new Error("Connection terminated");

/** What drizzle asks of `postgres`; rows of what is asked by hand come in the shape of either driver. */
export type Asking = { unsafe: (text: string, values?: unknown[]) => Promise<Rows> & { values: () => Promise<unknown[][]> } };
type Rows = unknown[] & { rows: unknown[]; rowCount: number };
const inBothShapes = (rows: unknown[], rowCount: number): Rows => Object.assign([...rows], { rows, rowCount });

export type Line = Awaited<ReturnType<typeof openLine>>;
export type LineGiven = { url: string; patience: Patience; name: string };

/**
 * One connection of `postgres`, which connects once: when it is lost, everything asked on it fails and it is thrown away. The driver itself
 * would go on with it, and that is where it breaks (docs/decisions/014-two-drivers.md): what it had begun to write when the connection
 * went stays in the way of the next start, and a cursor that was lost between two pieces ends as if it were complete, or ends the process.
 *
 * @throws when the database cannot be reached
 */
export async function openLine({ url, patience, name }: LineGiven) {
  const { sql, socket, onLost, isLost } = connectOnce(url, name);
  const failing = new Set<(error: Error) => void>();
  onLost(() => {
    // The driver says why, if it knows; whatever it forgets is ended here.
    setImmediate(() => {
      for (const fail of failing) fail(lostError());
    });
  });

  /** Waits for an answer, and gives a server up that gives none. */
  function answered<T>(asking: PromiseLike<T>, patienceMs = silentAfterMs(patience)): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const impatience = setTimeout(() => {
        reject(new Error("Query read timeout"));
        socket().destroy();
      }, patienceMs);
      const settled = () => {
        clearTimeout(impatience);
        failing.delete(fail);
      };
      const fail = (error: unknown) => {
        settled();
        reject(error);
      };
      failing.add(fail);
      asking.then((value) => {
        settled();
        resolve(value);
      }, fail);
    });
  }

  const prepared = new Set<string>();
  /** Sent prepared, or the driver would ask first what its values are, and nothing would travel meanwhile. */
  function send(text: string, values: readonly unknown[]) {
    if (isLost()) throw lostError();
    prepared.add(text);
    return sql.unsafe<Record<string, unknown>[]>(text, values.map(asText), { prepare: true });
  }

  /** Whose the line is while a caller has it, and where its last statement was asked. */
  let own: Towns | undefined;
  let entered: Towns | undefined;
  function go(towns: Towns | undefined) {
    if (towns === undefined || towns === entered) return;
    entered = towns;
    answered(send(entering.text, entering.values(towns))).catch(() => {
      // What is asked next must not be asked where it does not belong.
      socket().destroy();
    });
  }

  const askingWhere = (where: () => Towns | undefined): Asking => ({
    unsafe(text, values = []) {
      go(where());
      const query = send(text, values);
      const found = answered(query);
      const rows = found.then((list) => inBothShapes([...list], list.count));
      rows.catch(() => {});
      const asLists = () => {
        // It leaves only after this breath, and by then it knows.
        query.values();
        return found as Promise<unknown> as Promise<unknown[][]>;
      };
      return Object.assign(rows, { values: asLists });
    },
  });

  /** The same, for one long result: each time that the query is asked it gives its next rows, and in the end none. */
  function inPieces(rowsAtOnce: number): Asking {
    let cursor: AsyncIterator<unknown[]> | undefined;
    let isInLists = false;
    const begin = (text: string, values: readonly unknown[]): AsyncIterator<unknown[]> => {
      go(own);
      const query = send(text, values);
      return (isInLists ? query.values() : query).cursor(rowsAtOnce)[Symbol.asyncIterator]();
    };
    const next = async (text: string, values: readonly unknown[]) => {
      cursor ??= begin(text, values);
      // At the end it answers at once, in place of a promise.
      const { value, done } = await answered(Promise.resolve(cursor.next()));
      // What the driver calls the end may be the connection's.
      if (isLost()) throw lostError();
      return done ? [] : [...value];
    };
    return {
      unsafe(text, values = []) {
        // In this breath it is told how the rows are to come.
        const piece = Promise.resolve().then(() => next(text, values));
        const rows = piece.then((list) => inBothShapes(list, list.length));
        rows.catch(() => {});
        const asLists = () => {
          isInLists = true;
          return piece as Promise<unknown[][]>;
        };
        return Object.assign(rows, { values: asLists });
      },
    };
  }

  try {
    await answered(sql.unsafe(settingsOf(patience, true)), connectMs);
  } catch (error) {
    socket().destroy();
    throw error;
  }
  return {
    asking: askingWhere(() => own),
    /** As another town, whatever the line's own is. */
    askingIn: (towns: Towns) => askingWhere(() => towns),
    enter(towns: Towns) {
      own = towns;
    },
    inPieces,
    isLost,
    /** Whether it keeps so much prepared that another should take its place. */
    isWorn: () => prepared.size > maxPrepared,
    cut: () => void socket().destroy(),
    async end() {
      await sql.end({ timeout: goodbyeSeconds });
      socket().destroy();
    },
  };
}

/**
 * A driver that connects when first asked, by a socket of ours, and never again.
 *
 * @returns `isLost`, and `onLost` for what is to happen then
 */
export function connectOnce(url: string, name: string) {
  const { host, port, user, password, database, ssl } = addressOf(url);
  const listeners: (() => void)[] = [];
  let lost = false;
  let own: OwnSocket | undefined;
  const lose = () => {
    if (lost) return;
    lost = true;
    // It says why first. Then what still waits in it fails, and it tries nothing more.
    setImmediate(() => void sql.end({ timeout: 0 }));
    for (const listener of listeners) listener();
  };
  function connect(): OwnSocket {
    if (own) return deadSocket();
    // The driver verifies a certificate against the socket's `host`.
    own = Object.assign(new OwnSocket(lose), { host });
    return host.startsWith("/") ? own.connect(`${host}/.s.PGSQL.${port}`) : own.connect(port, host);
  }
  const options = {
    host,
    port,
    ...(user === undefined ? {} : { username: user }),
    ...(database === undefined ? {} : { database }),
    password: password ?? "",
    ssl,
    max: 1,
    // An end that the driver decides on is none that we know of.
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 0,
    keep_alive: keepAlive.idleSeconds,
    backoff: () => 0,
    fetch_types: false,
    types: conversions,
    connection: { application_name: name },
    onnotice: () => {},
    // In the driver's README, and not in its types.
    socket: connect,
  };
  const sql = postgres(options);
  return {
    sql,
    socket: () => own ?? deadSocket(),
    isLost: () => lost,
    onLost: (listener: () => void) => void listeners.push(listener),
  };
}

/** What a driver gets that connects again. It fails once the driver listens to it. */
function deadSocket(): OwnSocket {
  const socket = new OwnSocket();
  socket.on("error", () => {});
  setImmediate(() => socket.destroy(lostError()));
  return socket;
}
