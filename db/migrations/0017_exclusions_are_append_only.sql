-- What the Board resolved stays as it was recorded, whoever holds the connection.
CREATE FUNCTION refuse_to_change_an_exclusion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'exclusions are never updated or deleted: record another';
END
$$;
--> statement-breakpoint
CREATE TRIGGER exclusions_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "exclusions"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_an_exclusion();
--> statement-breakpoint
CREATE TRIGGER exclusions_are_never_truncated
  BEFORE TRUNCATE ON "exclusions"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_exclusion();
--> statement-breakpoint
-- A screen that was opened in public never becomes one that may be sent what is private.
CREATE FUNCTION refuse_to_change_a_screen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'screens are never changed: open another';
END
$$;
--> statement-breakpoint
CREATE TRIGGER screens_are_never_changed
  BEFORE UPDATE ON "screens"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_a_screen();
