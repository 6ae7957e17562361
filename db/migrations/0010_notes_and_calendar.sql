CREATE TABLE "calendar_changes" (
	"meeting" date NOT NULL,
	"sequence" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "calendar_changes_are_counted_by_meeting" PRIMARY KEY("meeting"),
	CONSTRAINT "calendar_changes_count_from_nought" CHECK ("calendar_changes"."sequence" >= 0)
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"person" integer NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"metric" text NOT NULL,
	"area" text NOT NULL,
	"breakdown" text,
	"category" text NOT NULL,
	"period" text,
	"beside_private" boolean NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "notes_are_known_by_their_writer" PRIMARY KEY("person","id"),
	CONSTRAINT "notes_are_notes_or_questions" CHECK ("notes"."kind" in ('note', 'question')),
	CONSTRAINT "notes_have_words" CHECK ("notes"."words" <> '' and length("notes"."words") <= 4000),
	CONSTRAINT "notes_were_written_before_changed" CHECK ("notes"."changed_at" >= "notes"."written_at")
);
--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_are_by_a_person" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_are_on_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_are_of_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notes_of_a_metric" ON "notes" USING btree ("person","metric");