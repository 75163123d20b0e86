import type { Role } from "../../database/values.ts";
import { type Actor, hasRole } from "./person.ts";

const anyStaff = ["admin", "leader", "cadre", "station", "discipline"] as const;
const leading = ["admin", "leader"] as const;

/**
 * What a role opens besides tickets; who may do what to a ticket stands in `lifecycle`. Every command and button that is not for
 * everybody asks this table, and `docs/permissions.md` is made from both.
 */
export const rights = {
  queue: anyStaff,
  leave: anyStaff,
  outreach: anyStaff,
  visit: anyStaff,
  roster: anyStaff,
  care: anyStaff,
  topics: anyStaff,
  rounds: anyStaff,
  brief: leading,
  make_roster: ["admin", "leader", "station"],
  make_topic: leading,
  make_survey: ["admin", "leader", "cadre"],
  make_round: ["admin", "leader", "station"],
  poster: ["admin", "leader", "cadre"],
  stats: anyStaff,
  call_backs: leading,
  overdue: leading,
  ledger: leading,
  assign: leading,
  broadcast: leading,
  duty: leading,
  rollcall: leading,
  hand_in: ["admin"],
  invite: ["admin"],
  org: ["admin"],
  keeping: ["admin"],
  erase: ["admin"],
  audit: ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export const mayUse = (actor: Pick<Actor, "grants">, right: Right) => hasRole(actor, ...rights[right]);
