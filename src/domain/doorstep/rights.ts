/**
 * How somebody of the staff stands to a thing that belongs to a place: a household, a visit, a list, a session. The columns of the
 * table below, from those who answer for everything to those who have nothing to do with it.
 */
export const placeRelations = [
  "admin",
  /** 镇领导 without a village of their own: in charge of the whole town. */
  "town_leader",
  /** 包村领导: in charge of this village. */
  "led_village",
  /** A leader of other villages only, or of some villages where it concerns the whole town. */
  "other_leader",
  /** 包村干部: tied to the whole village. */
  "own_village",
  /** 联组干部: tied to the very group. */
  "own_group",
  /** Tied to a group of the village, whichever. */
  "part_of_village",
  /** A member of the station whose member made it; for what is only being made, of any station. */
  "station",
  /** Theirs by name: speaker, owner, maker, keeper, or given to them. */
  "theirs",
  /** Stands in for somebody on leave who might. */
  "deputy",
  /** On duty (值班) today. */
  "on_duty",
  /** It is for the whole town. */
  "whole_town",
] as const;
export type PlaceRelation = (typeof placeRelations)[number];

/** The heads of the town, who answer for every village. */
const town = ["admin", "town_leader"] as const;
const leading = [...town, "led_village"] as const;
const tied = [...leading, "own_village", "own_group"] as const;
const inVillage = [...leading, "own_village", "part_of_village"] as const;

/**
 * Who may do what at the door, by relation: the counterpart of `lifecycle` for everything that is not a ticket. Commands, lists, buttons
 * and workbooks ask it (`may` and `whereMay` in `standing.ts`), `docs/permissions.md` is made from it.
 */
export const placeRights = {
  see_household: [...tied, "theirs", "deputy"],
  visit_household: [...tied, "theirs", "deputy"],
  keep_household: [...tied, "deputy"],
  mark_moved: [...tied, "theirs", "deputy"],
  see_coverage: [...tied, "deputy"],
  visit_in_field: [...inVillage, "station", "deputy"],
  amend_visit: ["theirs"],
  make_roster: [...leading, "other_leader", "station"],
  /** Whose entries stand in somebody's list: everybody's for those who answer for them, one's own for the others. */
  list_entry: [...leading, "station", "theirs", "deputy"],
  see_entry: [...tied, "station", "theirs", "deputy"],
  serve_entry: [...tied, "station", "theirs", "deputy"],
  /** Gives what is left of it to somebody else; `theirs`: who made the list, not who is to serve it. */
  hand_entry: [...leading, "station", "theirs"],
  open_care: [...inVillage, "station", "deputy"],
  see_care: [...leading, "own_village", "station", "theirs", "deputy"],
  visit_care: [...leading, "own_village", "station", "theirs", "deputy"],
  close_care: [...leading, "theirs"],
  record_gift: [...inVillage, "station", "deputy"],
  confirm_gift: [...leading, "own_village"],
  /** What comes into the town's store of condolence goods, and what was noted wrongly there. */
  keep_stock: [...town, "station"],
  /** A person who did it, and those who answer for the village. */
  reverse_record: [...leading, "theirs"],
  see_topic: [...inVillage, "other_leader", "theirs", "deputy"],
  make_topic: leading,
  advance_topic: [...leading, "theirs", "deputy"],
  plan_session: [...inVillage, "other_leader", "station", "deputy"],
  plan_town_session: [...town, "other_leader", "station"],
  see_session: [...inVillage, "station", "theirs", "deputy", "whole_town"],
  change_session: [...leading, "theirs"],
  hold_session: [...leading, "theirs", "deputy"],
  answer_question: [...leading, "theirs", "deputy"],
  announce: leading,
  announce_in_town: [...town, "other_leader"],
  call_roll: [...leading, "on_duty"],
  make_survey: [...leading, "own_village"],
  see_survey: [...inVillage, "theirs", "deputy"],
  /** Who answered what, where that is told at all. */
  name_answers: [...leading, "theirs"],
  change_survey: [...leading, "theirs"],
  make_round: [...leading, "station"],
  see_round: [...inVillage, "station", "theirs", "deputy"],
  change_round: [...leading, "theirs"],
  do_round: [...leading, "theirs", "deputy"],
  print_poster: [...inVillage, "deputy"],
} as const satisfies Record<string, readonly PlaceRelation[]>;

export type PlaceAction = keyof typeof placeRights;

/** Where a thing belongs, and whose it is by name. */
export type Place = {
  /** `null`: the whole town. */
  villageId: number | null;
  /** The group of a household or of an entry; empty where nobody wrote it down. */
  groupName?: string | undefined;
  /** Whose it is by name; absent for what is only being made. */
  of?: readonly (number | null)[] | undefined;
};

/** What somebody was given, as far as it says how they stand to places. */
export type Ties = {
  personId: number;
  isAdmin: boolean;
  /** The villages they lead; `town` for a leader without any. */
  leads: readonly number[] | "town";
  villages: readonly number[];
  groups: readonly { villageId: number; name: string }[];
  /** The members of their stations, themselves included; empty for a person in none. */
  colleagues: readonly number[];
};

/** Ties of one person, and of those for whom they stand in today. */
export type Standing = Ties & { isOnDuty: boolean; standsInFor: readonly Ties[] };

const leadsOf = ({ leads }: Ties) => (leads === "town" ? [] : leads);

/** How somebody stands to a place by their own ties. */
export function relationsToPlace(ties: Ties, { villageId, groupName, of }: Place): PlaceRelation[] {
  const isIn = (villages: readonly number[]) => villageId !== null && villages.includes(villageId);
  const groups = ties.groups.filter((group) => group.villageId === villageId);
  const holds: Partial<Record<PlaceRelation, boolean>> = {
    admin: ties.isAdmin,
    town_leader: ties.leads === "town",
    led_village: isIn(leadsOf(ties)),
    other_leader: leadsOf(ties).length > 0 && !isIn(leadsOf(ties)),
    own_village: isIn(ties.villages),
    own_group: groups.some(({ name }) => name === groupName),
    part_of_village: groups.length > 0,
    station: of === undefined ? ties.colleagues.length > 0 : of.some((id) => id !== null && ties.colleagues.includes(id)),
    theirs: of?.includes(ties.personId) ?? false,
    whole_town: villageId === null,
  };
  return placeRelations.filter((relation) => holds[relation]);
}

/** Nobody becomes an admin, or a member of a station, by standing in for one. */
const passedOn = (relations: readonly PlaceRelation[]) => relations.filter((relation) => relation !== "admin" && relation !== "station");

/** The table's answer. */
export function mayAtPlace(action: PlaceAction, standing: Standing, place: Place): boolean {
  const by: readonly PlaceRelation[] = placeRights[action];
  const isAllowed = (relations: readonly PlaceRelation[]) => relations.some((relation) => by.includes(relation));
  if (isAllowed(relationsToPlace(standing, place))) return true;
  if (standing.isOnDuty && by.includes("on_duty")) return true;
  return by.includes("deputy") && standing.standsInFor.some((absent) => isAllowed(passedOn(relationsToPlace(absent, place))));
}
