/** What was looked at, how it is, and what to do about it. `look`: it works, and somebody should know. */
export type Finding = { of: string; state: "good" | "look" | "bad"; says: string; todo?: string };

export const good = (of: string, says: string): Finding => ({ of, state: "good", says });
export const look = (of: string, says: string, todo: string): Finding => ({ of, state: "look", says, todo });
export const bad = (of: string, says: string, todo: string): Finding => ({ of, state: "bad", says, todo });

const marks = { good: "✔", look: "!", bad: "✘" } as const;

export const lineOf = ({ of, state, says, todo }: Finding): string => `${marks[state]} ${of}: ${says}${todo ? `\n    → ${todo}` : ""}`;
