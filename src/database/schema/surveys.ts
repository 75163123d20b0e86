import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { id, instant, ref, townId } from "../columns.ts";
import type { SurveyChoices, SurveyQuestionKind, SurveyUnit, SurveyWords } from "../doorstep-values.ts";
import { person } from "./people.ts";
import { village } from "./town.ts";
import { household, topic } from "./visits.ts";

/** A question or a short form to those whom a decision concerns (先调研后决策). */
export const survey = pgTable(
  "survey",
  {
    townId: townId(),
    id: id(),
    title: text("title").notNull(),
    /** What is counted once. */
    unit: text("unit").$type<SurveyUnit>().notNull(),
    /** Nobody is told who answered what, and small counts are not told by place. */
    anonymous: boolean("anonymous").notNull(),
    createdBy: ref("created_by").notNull(),
    createdAt: instant("created_at").notNull(),
    endsAt: instant("ends_at").notNull(),
    remindedAt: instant("reminded_at"),
    closedAt: instant("closed_at"),
    /** The topic of which it is the ground. */
    topicId: ref("topic_id"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.topicId),
    foreignKey({ columns: [t.townId, t.createdBy], foreignColumns: [person.townId, person.id] }),
    foreignKey({ columns: [t.townId, t.topicId], foreignColumns: [topic.townId, topic.id] }),
  ],
);

/** Where it is asked: a village, a group of it, or one household. */
export const surveyTarget = pgTable(
  "survey_target",
  {
    townId: townId(),
    id: id(),
    surveyId: ref("survey_id").notNull(),
    villageId: ref("village_id").notNull(),
    groupName: text("group_name"),
    householdId: ref("household_id"),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    index().on(t.townId, t.surveyId),
    foreignKey({ columns: [t.townId, t.surveyId], foreignColumns: [survey.townId, survey.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
    foreignKey({ columns: [t.townId, t.householdId], foreignColumns: [household.townId, household.id] }),
  ],
);

export const surveyQuestion = pgTable(
  "survey_question",
  {
    townId: townId(),
    id: id(),
    surveyId: ref("survey_id").notNull(),
    position: integer("position").notNull(),
    kind: text("kind").$type<SurveyQuestionKind>().notNull(),
    body: text("body").notNull(),
    options: text("options").array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.surveyId, t.position),
    foreignKey({ columns: [t.townId, t.surveyId], foreignColumns: [survey.townId, survey.id] }),
  ],
);

/** Who was asked in chat. */
export const surveyAsked = pgTable(
  "survey_asked",
  { townId: townId(), surveyId: ref("survey_id").notNull(), personId: ref("person_id").notNull() },
  (t) => [
    primaryKey({ columns: [t.townId, t.surveyId, t.personId] }),
    foreignKey({ columns: [t.townId, t.surveyId], foreignColumns: [survey.townId, survey.id] }),
    foreignKey({ columns: [t.townId, t.personId], foreignColumns: [person.townId, person.id] }),
  ],
);

/** What one household, or one person, answered last. */
export const surveyReply = pgTable(
  "survey_reply",
  {
    townId: townId(),
    id: id(),
    surveyId: ref("survey_id").notNull(),
    /** `h12` or `p7`: it counts once. */
    whose: text("whose").notNull(),
    personId: ref("person_id"),
    householdId: ref("household_id"),
    villageId: ref("village_id").notNull(),
    groupName: text("group_name").notNull().default(""),
    /** Who wrote it down at the door. */
    recordedBy: ref("recorded_by"),
    chosen: jsonb("chosen").$type<SurveyChoices>().notNull(),
    said: jsonb("said").$type<SurveyWords>().notNull(),
    at: instant("at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.townId, t.id] }),
    unique().on(t.townId, t.surveyId, t.whose),
    foreignKey({ columns: [t.townId, t.surveyId], foreignColumns: [survey.townId, survey.id] }),
    foreignKey({ columns: [t.townId, t.villageId], foreignColumns: [village.townId, village.id] }),
  ],
);
