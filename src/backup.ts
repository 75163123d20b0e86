import "./compile-cache.js";
import "./commonjs-drizzle.ts";

// Only what is imported from here on goes by those rules.
await import("./backup/make-backup.ts");
