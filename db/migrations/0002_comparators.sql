CREATE TABLE "comparator_groups" (
	"id" text NOT NULL,
	"area" text NOT NULL,
	"model" text NOT NULL,
	"title" text NOT NULL,
	"published_on" date NOT NULL,
	"in_force_from" date NOT NULL,
	"document" text NOT NULL,
	CONSTRAINT "comparator_groups_are_known_by_id" PRIMARY KEY("id"),
	CONSTRAINT "comparator_groups_begin_once_for_an_area" UNIQUE("area","in_force_from")
);
--> statement-breakpoint
CREATE TABLE "comparator_members" (
	"group" text NOT NULL,
	"area" text NOT NULL,
	"position" integer NOT NULL,
	"closeness" text NOT NULL,
	CONSTRAINT "comparator_groups_have_an_area_once" PRIMARY KEY("group","area"),
	CONSTRAINT "comparator_members_have_a_place_of_their_own" UNIQUE("group","position"),
	CONSTRAINT "comparator_members_count_from_one" CHECK ("comparator_members"."position" >= 1),
	CONSTRAINT "comparator_members_have_a_known_closeness" CHECK ("comparator_members"."closeness" in ('extremely close', 'very close', 'close', 'somewhat close', 'not close'))
);
--> statement-breakpoint
CREATE TABLE "side_by_side" (
	"subject" text NOT NULL,
	"metric" text NOT NULL,
	"position" integer NOT NULL,
	"differs" text NOT NULL,
	CONSTRAINT "subjects_have_a_metric_once" PRIMARY KEY("subject","metric")
);
--> statement-breakpoint
ALTER TABLE "areas" ADD COLUMN "old_code" text;--> statement-breakpoint
ALTER TABLE "comparator_groups" ADD CONSTRAINT "comparator_groups_are_for_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparator_groups" ADD CONSTRAINT "comparator_groups_come_from_a_document" FOREIGN KEY ("document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparator_members" ADD CONSTRAINT "comparator_members_belong_to_a_group" FOREIGN KEY ("group") REFERENCES "public"."comparator_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "comparator_members" ADD CONSTRAINT "comparator_members_are_areas" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "side_by_side" ADD CONSTRAINT "side_by_side_names_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "areas" ADD CONSTRAINT "areas_have_an_old_code_of_their_own" UNIQUE("old_code");--> statement-breakpoint
ALTER TABLE "areas" ADD CONSTRAINT "old_codes_have_three_digits" CHECK ("areas"."old_code" ~ '^[0-9]{3}$');