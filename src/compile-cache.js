import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

/**
 * Keeps what Node makes of the program's files beside its packages, so that the next start need not make it again: half of a start was
 * that. Where the folder cannot be written, as in a container, Node goes on without. JavaScript, and loaded before everything else: for the
 * first TypeScript file that is not in the cache, Node loads a compiler of 6 MB and keeps it.
 */
enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/doorstep", import.meta.url)));
