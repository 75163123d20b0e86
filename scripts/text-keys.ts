import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../locales", import.meta.url));
const file = `${folder}/text-key.ts`;

/** The names of all texts as a type, read off the Chinese files: a misspelt one does not compile. */
export function textKeysModule(): string {
  const sources = readdirSync(`${folder}/zh`).map((name) => readFileSync(`${folder}/zh/${name}`, "utf8"));
  const keys = sources.flatMap((source) => [...source.matchAll(/^([a-z][\w-]*) =/gm)].map(([, key]) => key)).sort();
  return `// Made by \`npm run keys\` from locales/zh; not to be edited.\nexport type TextKey =\n${keys.map((key) => `  | "${key}"`).join("\n")};\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(file, textKeysModule());
