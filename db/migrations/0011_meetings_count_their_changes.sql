-- A calendar program takes over a change only when its sequence has grown, so it is counted where
-- every change of a meeting passes, whoever holds the connection.
CREATE FUNCTION count_a_change_of_a_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  moved_sequence integer := -1;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.date, NEW.state, NEW.starts_at, NEW.moved_from, NEW.note)
      IS NOT DISTINCT FROM (OLD.date, OLD.state, OLD.starts_at, OLD.moved_from, OLD.note) THEN
      RETURN NULL;
    END IF;
    SELECT sequence INTO moved_sequence FROM calendar_changes WHERE meeting = OLD.date;
  END IF;
  INSERT INTO calendar_changes (meeting, sequence, changed_at)
    VALUES (NEW.date, coalesce(moved_sequence, -1) + 1, now())
    ON CONFLICT (meeting) DO UPDATE
    SET sequence = greatest(calendar_changes.sequence, excluded.sequence - 1) + 1,
      changed_at = now();
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER meetings_count_their_changes
  AFTER INSERT OR UPDATE ON "meetings"
  FOR EACH ROW EXECUTE FUNCTION count_a_change_of_a_meeting();
--> statement-breakpoint
INSERT INTO calendar_changes (meeting, sequence, changed_at)
  SELECT date, 0, now() FROM meetings;
