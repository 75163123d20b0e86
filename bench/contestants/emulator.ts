import { startEmulator } from "../../emulator/server.ts";

/** The emulator in a process of its own, so that it does not compete with what is measured for one event loop. */
const [, , limits] = process.argv;
const telegram = await startEmulator(limits === "limited" ? { enforceLimits: true } : {});
console.log(JSON.stringify({ root: telegram.root, token: telegram.token }));
