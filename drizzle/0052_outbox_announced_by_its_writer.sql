-- The statement that writes the outbox announces it (`database/outgoing.ts`), and what releases held rows does (`people/reach.ts`): a
-- distributed database runs triggers where the rows are, and nobody listens there. A replica of the release before announces nothing any
-- more; what it commits waits for the look of each second.
DROP TRIGGER "outbox_notify_insert" ON "outbox";
--> statement-breakpoint
DROP TRIGGER "outbox_notify_released" ON "outbox";
--> statement-breakpoint
DROP FUNCTION "outbox_notify"();
--> statement-breakpoint
DROP FUNCTION "outbox_notify_released"();
