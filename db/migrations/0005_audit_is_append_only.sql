-- What was done stays on record, whoever holds the connection.
CREATE FUNCTION refuse_to_change_the_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never updated or deleted';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "audit"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_the_audit();
--> statement-breakpoint
CREATE TRIGGER audit_entries_are_never_truncated
  BEFORE TRUNCATE ON "audit"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_the_audit();
