import * as briefings from "../../database/schema/briefings.ts";
import * as care from "../../database/schema/care.ts";
import * as deeds from "../../database/schema/corrections.ts";
import * as county from "../../database/schema/county.ts";
import * as disputes from "../../database/schema/disputes.ts";
import * as emergencies from "../../database/schema/emergencies.ts";
import { dueOnDay, figureSum, ticketCounted, ticketUncounted } from "../../database/schema/figures.ts";
import * as messaging from "../../database/schema/messaging.ts";
import * as outreach from "../../database/schema/outreach.ts";
import * as outside from "../../database/schema/outside.ts";
import * as people from "../../database/schema/people.ts";
import * as programs from "../../database/schema/programs.ts";
import * as rosters from "../../database/schema/rosters.ts";
import * as rounds from "../../database/schema/rounds.ts";
import * as surveys from "../../database/schema/surveys.ts";
import * as tickets from "../../database/schema/tickets.ts";
import * as townSchema from "../../database/schema/town.ts";
import * as townRules from "../../database/schema/town-rules.ts";
import * as visits from "../../database/schema/visits.ts";

/** Every table of the schema, by the name that the program has for it. */
export const tables = {
  ...briefings,
  ...care,
  ...county,
  ...deeds,
  ...disputes,
  ...emergencies,
  figureSum,
  ticketCounted,
  ticketUncounted,
  dueOnDay,
  ...messaging,
  ...outreach,
  ...outside,
  ...people,
  ...programs,
  ...rosters,
  ...rounds,
  ...surveys,
  ...tickets,
  ...townSchema,
  ...townRules,
  ...visits,
};
export type TableName = keyof typeof tables;
