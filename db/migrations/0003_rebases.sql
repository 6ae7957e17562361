CREATE TABLE "rebases" (
	"metric" text NOT NULL,
	"area" text NOT NULL,
	"from_period" text NOT NULL,
	"decided_on" date NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	CONSTRAINT "rebases_are_decided_once_for_a_period" PRIMARY KEY("metric","area","from_period"),
	CONSTRAINT "rebases_give_their_reason" CHECK ("rebases"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "rebases" ADD CONSTRAINT "rebases_are_of_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "rebases" ADD CONSTRAINT "rebases_are_of_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;