-- What was told was told, whoever holds the connection.
CREATE FUNCTION refuse_to_change_an_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'events are never updated or deleted: tell a new one';
END
$$;
--> statement-breakpoint
CREATE TRIGGER events_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "events"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_an_event();
--> statement-breakpoint
CREATE TRIGGER events_are_never_truncated
  BEFORE TRUNCATE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_an_event();
