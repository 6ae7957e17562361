CREATE TABLE "newest_versions" (
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"period_end" date NOT NULL,
	"known_from" date NOT NULL,
	"version" integer NOT NULL,
	"publication" integer,
	CONSTRAINT "a_series_has_one_newest_version" PRIMARY KEY("series")
);
--> statement-breakpoint
ALTER TABLE "newest_versions" ADD CONSTRAINT "newest_versions_are_of_a_series" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- The newest version of each series, kept whoever adds versions. It is the newest of all that was
-- said, published or not: whoever reads asks whether its moment has come.
CREATE FUNCTION keep_newest_versions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO newest_versions (series, period, period_end, known_from, version, publication)
  SELECT DISTINCT ON (series) series, period, period_end, known_from, version, publication
  FROM added
  ORDER BY series, period_end DESC, known_from DESC, version DESC
  ON CONFLICT (series) DO UPDATE
  SET period = excluded.period, period_end = excluded.period_end, known_from = excluded.known_from,
    version = excluded.version, publication = excluded.publication
  WHERE (excluded.period_end, excluded.known_from, excluded.version)
    > (newest_versions.period_end, newest_versions.known_from, newest_versions.version);
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER newest_versions_are_kept
  AFTER INSERT ON "versions"
  REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION keep_newest_versions();
--> statement-breakpoint
INSERT INTO "newest_versions" ("series", "period", "period_end", "known_from", "version", "publication")
SELECT DISTINCT ON ("series") "series", "period", "period_end", "known_from", "version", "publication"
FROM "versions"
ORDER BY "series", "period_end" DESC, "known_from" DESC, "version" DESC;
