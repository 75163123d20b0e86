import { sql } from "drizzle-orm";
import { erasedAccountSql } from "../../database/values.ts";
import { account, fact, media, name, office, phone, place, program, raw, secret, type TableRule, town, words } from "./data.ts";
import type { TableName, tables } from "./tables.ts";
