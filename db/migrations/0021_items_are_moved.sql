CREATE TABLE "item_moves" (
	"meeting" date NOT NULL,
	"position" integer NOT NULL,
	"to_meeting" date,
	"to_position" integer,
	"reason" text NOT NULL,
	"moved_by" integer NOT NULL,
	"moved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "items_are_moved_once" PRIMARY KEY("meeting","position"),
	CONSTRAINT "item_moves_give_their_reason" CHECK ("item_moves"."reason" <> ''),
	CONSTRAINT "item_moves_are_to_a_place_or_nowhere" CHECK (("item_moves"."to_meeting" is null) = ("item_moves"."to_position" is null))
);
--> statement-breakpoint
ALTER TABLE "item_moves" ADD CONSTRAINT "item_moves_are_of_an_item" FOREIGN KEY ("meeting","position") REFERENCES "public"."agenda_items"("meeting","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_moves" ADD CONSTRAINT "item_moves_are_to_an_item" FOREIGN KEY ("to_meeting","to_position") REFERENCES "public"."agenda_items"("meeting","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_moves" ADD CONSTRAINT "item_moves_are_made_by_a_person" FOREIGN KEY ("moved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;