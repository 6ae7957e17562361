ALTER TABLE "proposals" ALTER COLUMN "metric" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "proposals" ADD COLUMN "area" text;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_are_about_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_are_about_a_metric_or_an_area" CHECK (num_nonnulls("proposals"."metric", "proposals"."area") = 1);--> statement-breakpoint
-- What was proposed and decided stays on record, whoever holds the connection: it is decided once.
CREATE FUNCTION refuse_to_change_a_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.decided_by IS NULL
      AND (NEW.id, NEW.metric, NEW.area, NEW.change::text, NEW.reason, NEW.in_force_from, NEW.proposed_by, NEW.proposed_at)
        IS NOT DISTINCT FROM
        (OLD.id, OLD.metric, OLD.area, OLD.change::text, OLD.reason, OLD.in_force_from, OLD.proposed_by, OLD.proposed_at)
    THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'proposals are never altered or deleted: propose anew';
END
$$;
--> statement-breakpoint
CREATE TRIGGER proposals_are_decided_once_and_never_altered
  BEFORE UPDATE OR DELETE ON "proposals"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_proposal();
--> statement-breakpoint
CREATE TRIGGER proposals_are_never_truncated
  BEFORE TRUNCATE ON "proposals"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_a_proposal();
