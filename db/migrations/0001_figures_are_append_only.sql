-- What the Board was told stays readable for ever, whoever holds the connection.
CREATE FUNCTION refuse_to_change_what_was_said() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'versions are never updated or deleted: add a new version';
END
$$;
--> statement-breakpoint
CREATE TRIGGER versions_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_what_was_said();
--> statement-breakpoint
CREATE TRIGGER versions_are_never_truncated
  BEFORE TRUNCATE ON "versions"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_what_was_said();
