import { bigint, integer, timestamp } from "drizzle-orm/pg-core";

// Every key begins with town_id, so that the tables can be distributed by town when one server is no longer enough.

export const townId = () => integer("town_id").notNull();
export const id = () => bigint("id", { mode: "number" }).notNull().generatedAlwaysAsIdentity();
export const ref = (name: string) => bigint(name, { mode: "number" });
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
