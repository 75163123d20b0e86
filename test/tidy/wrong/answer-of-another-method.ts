import type { Methods } from "../../../emulator/methods/method.ts";

export const methods: Methods = { sendMessage: () => true };
