-- The newest figure of a series, and the newest known on a day, from the index alone.
CREATE INDEX "versions_newest_first" ON "versions"
  ("series", "period_end" DESC, "known_from" DESC, "version" DESC)
  INCLUDE ("period", "value", "low", "high", "symbol", "publication");
--> statement-breakpoint
-- What was told to meetings is a small part of a record that holds the Department's figures too.
CREATE INDEX "versions_told_to_meetings" ON "versions" ("meeting", "known_from")
  INCLUDE ("series", "period", "version", "document", "publication")
  WHERE "meeting" IS NOT NULL;
--> statement-breakpoint
-- The series of an area, and those of a metric, without a look at any other.
CREATE INDEX "series_of_an_area" ON "series" ("area", "category", "metric") INCLUDE ("id");
--> statement-breakpoint
CREATE INDEX "series_of_a_metric" ON "series" ("metric", "category", "area") INCLUDE ("id");
