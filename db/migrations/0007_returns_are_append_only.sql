-- What was typed, done and withdrawn stays on record, whoever holds the connection.
CREATE FUNCTION refuse_to_change_a_return() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% are never updated or deleted: add a new one', TG_TABLE_NAME;
END
$$;
--> statement-breakpoint
CREATE TRIGGER box_saves_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "box_saves"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_return();
--> statement-breakpoint
CREATE TRIGGER return_steps_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "return_steps"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_return();
--> statement-breakpoint
CREATE TRIGGER submitted_boxes_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "submitted_boxes"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_return();
--> statement-breakpoint
CREATE TRIGGER withdrawals_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "withdrawals"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_return();
