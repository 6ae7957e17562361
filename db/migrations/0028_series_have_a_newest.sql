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