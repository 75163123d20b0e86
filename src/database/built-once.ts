import type { Queries } from "./client.ts";

/**
 * A query that is built once for each connection, with `sql.placeholder` where its values go: for the few that every update asks. It is
 * bound to the connection and ends with it; as a field of the connection it would have to be named there by each of these queries.
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

/**
 * A question that several chats of one transaction ask in the same breath, asked once for all of them: what is read is one answer. Not for
 * code that has just written what it is about, unless that was waited for.
 *
 * @param ask the question; its values are what distinguishes it from another
 */
export function askedOnce<V extends object, R>(
  ask: (queries: Queries, values: V) => PromiseLike<R>,
): (queries: Queries, values: V) => Promise<R> {
  const underWay = new WeakMap<Queries, Map<string, Promise<R>>>();
  return (queries, values) => {
    const answers = underWay.get(queries) ?? new Map<string, Promise<R>>();
    underWay.set(queries, answers);
    const question = JSON.stringify(values);
    const known = answers.get(question);
    if (known) return known;
    const answer = Promise.resolve(ask(queries, values)).finally(() => answers.delete(question));
    answers.set(question, answer);
    return answer;
  };
}
