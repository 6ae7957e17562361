-- Where a figure is printed stays on record, whoever holds the connection; it is taken back once.
CREATE FUNCTION refuse_to_change_prints() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.taken_back_at IS NULL AND NEW.taken_back_at IS NOT NULL
    AND (to_jsonb(NEW) - 'taken_back_at') = (to_jsonb(OLD) - 'taken_back_at') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'prints are never updated or deleted: take the paper''s figures back';
END
$$;
--> statement-breakpoint
CREATE TRIGGER prints_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "prints"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_prints();
--> statement-breakpoint
CREATE TRIGGER prints_are_never_truncated
  BEFORE TRUNCATE ON "prints"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_prints();
