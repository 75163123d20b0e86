import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What one Bot API method accepts, read from grammY's own type declarations. */
export type MethodSpecification = { parameters: Map<string, { required: boolean; type: string }> };

const methodStart = /^ {4}(\w+)\(args(\??): \{$/;
const methodWithoutParameters = /^ {4}(\w+)\((args\?: \{\})?\): /;
const parameter = /^ {8}(\w+)(\??): (.*)$/;

/**
 * Reads every Bot API method with its parameters from `@grammyjs/types`, so that a request with an unknown or a
 * missing parameter is noticed, and a new Bot API version needs no change here.
 *
 * @throws when the declarations no longer look as expected, rather than accepting everything silently
 */
export function readSpecification(): Map<string, MethodSpecification> {
  const path = fileURLToPath(import.meta.resolve("@grammyjs/types")).replace(/mod\.(js|d\.ts)$/, "methods.d.ts");
  const methods = new Map<string, MethodSpecification>();
  let current: MethodSpecification | undefined;
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const start = methodStart.exec(line) ?? methodWithoutParameters.exec(line);
    if (start?.[1]) {
      current = { parameters: new Map() };
      methods.set(start[1], current);
      if (!methodStart.test(line)) current = undefined;
      continue;
    }
    if (/^ {4}\}/.test(line)) current = undefined;
    const found = current && parameter.exec(line);
    if (current && found?.[1]) {
      current.parameters.set(found[1], { required: found[2] !== "?", type: (found[3] ?? "").replace(/;$/, "") });
    }
  }
  const sendMessage = methods.get("sendMessage")?.parameters;
  if (methods.size < 100 || !sendMessage?.get("text")?.required || sendMessage.get("parse_mode")?.required) {
    throw new Error(`The declarations in ${path} have another shape than this parser knows`);
  }
  return methods;
}
