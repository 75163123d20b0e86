import { defineConfig } from "drizzle-kit";

export default defineConfig({
  dialect: "postgresql",
  schema: [
    "./src/database/schema.ts",
    "./src/database/routing-schema.ts",
    "./src/database/loop-schema.ts",
    "./src/database/outreach-schema.ts",
    "./src/database/door-schema.ts",
    "./src/database/road-schema.ts",
  ],
  out: "./drizzle",
});
