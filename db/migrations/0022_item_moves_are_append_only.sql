-- What was moved and why stays on record, whoever holds the connection.
CREATE FUNCTION refuse_to_change_item_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'moves of items are never updated or deleted: move the item again';
END
$$;
--> statement-breakpoint
CREATE TRIGGER item_moves_are_never_updated_or_deleted
  BEFORE UPDATE OR DELETE ON "item_moves"
  FOR EACH ROW EXECUTE FUNCTION refuse_to_change_item_moves();
--> statement-breakpoint
CREATE TRIGGER item_moves_are_never_truncated
  BEFORE TRUNCATE ON "item_moves"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_item_moves();
