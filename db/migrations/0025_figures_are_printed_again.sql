CREATE TABLE "prints" (
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"document" text NOT NULL,
	"locator" text NOT NULL,
	"printed" text NOT NULL,
	"meeting" date,
	"known_from" date NOT NULL,
	"author" integer NOT NULL,
	"last_editor" integer NOT NULL,
	"approved_by" integer NOT NULL,
	"publication" integer NOT NULL,
	"taken_back_at" timestamp (3) with time zone,
	CONSTRAINT "prints_are_of_a_version_once_with_a_publication" PRIMARY KEY("series","period","version","publication"),
	CONSTRAINT "whoever_approves_a_print_did_not_write_it" CHECK ("prints"."approved_by" <> "prints"."author" and "prints"."approved_by" <> "prints"."last_editor"),
	CONSTRAINT "prints_say_where_and_how" CHECK ("prints"."locator" <> '' and "prints"."printed" <> '')
);
--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_are_of_a_version" FOREIGN KEY ("series","period","version") REFERENCES "public"."versions"("series","period","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_are_in_a_document" FOREIGN KEY ("document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_were_before_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_have_an_author" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_have_a_last_editor" FOREIGN KEY ("last_editor") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_are_approved_by_a_person" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prints" ADD CONSTRAINT "prints_become_public_with_a_publication" FOREIGN KEY ("publication") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;