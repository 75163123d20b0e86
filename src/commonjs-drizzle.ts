import { registerHooks } from "node:module";

/**
 * Has drizzle-orm loaded in its CommonJS form. Its package.json is 180 KB long, and Node reads it again for each of some three
 * hundred ES modules: measured here, 130 MB of memory and half a second of every start. What it then loads in that form as well, its driver
 * `postgres`, is there once only if we do the same.
 */
registerHooks({
  resolve(specifier, context, resolveNext) {
    if (specifier !== "drizzle-orm" && specifier !== "postgres" && !specifier.startsWith("drizzle-orm/"))
      return resolveNext(specifier, context);
    const conditions = context.conditions.map((condition) => (condition === "import" ? "require" : condition));
    return resolveNext(specifier, { ...context, conditions });
  },
});
