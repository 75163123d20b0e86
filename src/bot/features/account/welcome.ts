import type { TextKey } from "../../../../locales/text-key.ts";
import type { Role } from "../../../database/values.ts";

/** What somebody reads who has a role from now on. @param where the village or station; empty for the whole town */
export const welcomeTo = (role: Role, where: string): TextKey => (role === "leader" && !where ? "welcome-leader-town" : `welcome-${role}`);
