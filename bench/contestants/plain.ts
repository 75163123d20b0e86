import { type Filed, runUsualReport } from "./usual-report.ts";

/** The usual way with everything in memory. Nothing of it survives a restart. */
const tickets: Filed[] = [];
await runUsualReport({ file: (report) => tickets.push(report) });
