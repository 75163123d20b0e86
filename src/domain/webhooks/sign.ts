import { createHmac, randomBytes } from "node:crypto";

/** As https://www.standardwebhooks.com has it, so that the person who is told verifies it with a library. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

export type Signed = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

/** @param atSeconds by the world's clock, with which the receiver compares its own */
export function sign(secret: string, id: string, atSeconds: number, body: string): Signed {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${atSeconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(atSeconds), "webhook-signature": `v1,${signature}` };
}
