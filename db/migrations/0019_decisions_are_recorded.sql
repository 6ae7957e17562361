CREATE TABLE "decision_records" (
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"revision" integer NOT NULL,
	"content" json NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "decision_records_are_counted_within_a_decision" PRIMARY KEY("kind","decision","revision"),
	CONSTRAINT "decision_records_count_from_one" CHECK ("decision_records"."revision" >= 1),
	CONSTRAINT "decision_records_are_of_a_known_kind" CHECK ("decision_records"."kind" in ('resolution', 'recommendation', 'request'))
);
--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "withdrawn_reason" text;--> statement-breakpoint
ALTER TABLE "requests" ADD COLUMN "addressee" text;--> statement-breakpoint
ALTER TABLE "decision_records" ADD CONSTRAINT "decision_records_are_by_a_person" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "a_request_is_withdrawn_for_a_reason" CHECK (("requests"."withdrawn_on" is null) = ("requests"."withdrawn_reason" is null) and "requests"."withdrawn_reason" <> '');