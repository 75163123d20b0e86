DROP INDEX "outbox_ticket_idx";--> statement-breakpoint
CREATE INDEX "outbox_card_idx" ON "outbox" USING btree ("town_id","ticket_id","id") WHERE edits_id is null and notice->>'kind' = 'card';--> statement-breakpoint
CREATE INDEX "outbox_ticket_message_idx" ON "outbox" USING btree ("town_id","ticket_message_id") WHERE edits_id is null and ticket_message_id is not null;--> statement-breakpoint
CREATE INDEX "outbox_roll_idx" ON "outbox" USING btree ("town_id","id") WHERE edits_id is null and notice->>'kind' = 'roll';