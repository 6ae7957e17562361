-- What a clerk recorded stays on record, whoever holds the connection.
CREATE FUNCTION refuse_to_change_decision_records() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'decision records are never updated or deleted: add a new one';
END
$$;
--> statement-breakpoint
CREATE TRIGGER decision_records_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "decision_records"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_decision_records();
--> statement-breakpoint
CREATE TRIGGER decision_records_are_never_truncated
  BEFORE TRUNCATE ON "decision_records"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_decision_records();
