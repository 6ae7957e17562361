CREATE TABLE "aliases" (
	"text" text NOT NULL,
	"metric" text,
	"breakdown" text,
	"category" text,
	"document" text NOT NULL,
	"locator" text NOT NULL,
	CONSTRAINT "aliases_mean_one_thing" PRIMARY KEY("text"),
	CONSTRAINT "aliases_mean_a_metric_or_a_category" CHECK (("aliases"."metric" is null) = ("aliases"."category" is not null))
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"metric" text NOT NULL,
	"change" json NOT NULL,
	"reason" text NOT NULL,
	"in_force_from" date NOT NULL,
	"proposed_by" integer NOT NULL,
	"proposed_at" timestamp (3) with time zone NOT NULL,
	"decided_by" integer,
	"decided_at" timestamp (3) with time zone,
	"approved" boolean,
	CONSTRAINT "proposals_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "proposals_give_their_reason" CHECK ("proposals"."reason" <> ''),
	CONSTRAINT "whoever_decides_did_not_propose" CHECK ("proposals"."decided_by" <> "proposals"."proposed_by"),
	CONSTRAINT "decisions_say_who_when_and_what" CHECK (num_nonnulls("proposals"."decided_by", "proposals"."decided_at", "proposals"."approved") in (0, 3))
);
--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_mean_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "aliases" ADD CONSTRAINT "aliases_mean_a_category" FOREIGN KEY ("breakdown","category") REFERENCES "public"."categories"("breakdown","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_are_made_by_a_person" FOREIGN KEY ("proposed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_are_decided_by_a_person" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;