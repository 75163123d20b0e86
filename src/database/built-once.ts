import type { Queries } from "./client.ts";

/**
 * A query that is built once for each connection, with `sql.placeholder` where its values go: for the few that every update asks.
 */
export function builtOnce<Q>(build: (queries: Queries) => Q): (queries: Queries) => Q {
  const built = new WeakMap<Queries, Q>();
  return (queries) => {
    const known = built.get(queries);
    if (known) return known;
    const query = build(queries);
    built.set(queries, query);
    return query;
  };
}
