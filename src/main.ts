import "./lean-imports.ts";

// Only what is imported from here on goes by those rules.
await import("./start.ts");
