CREATE TABLE "request_answers" (
	"request" text NOT NULL,
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"publication" integer NOT NULL,
	CONSTRAINT "a_figure_answers_a_request_once_with_a_publication" PRIMARY KEY("request","publication","series","period")
);
--> statement-breakpoint
ALTER TABLE "request_answers" ADD CONSTRAINT "request_answers_are_to_a_request" FOREIGN KEY ("request") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_answers" ADD CONSTRAINT "request_answers_are_of_a_series" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_answers" ADD CONSTRAINT "request_answers_come_with_a_publication" FOREIGN KEY ("publication") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_answers_of_a_publication" ON "request_answers" USING btree ("publication");