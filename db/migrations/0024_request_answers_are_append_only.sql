-- What a figure answers stays on record, whoever holds the connection.
CREATE FUNCTION refuse_to_change_request_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'answers to requests are never updated or deleted: withdraw the figure';
END
$$;
--> statement-breakpoint
CREATE TRIGGER request_answers_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "request_answers"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_request_answers();
--> statement-breakpoint
CREATE TRIGGER request_answers_are_never_truncated
  BEFORE TRUNCATE ON "request_answers"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_request_answers();
