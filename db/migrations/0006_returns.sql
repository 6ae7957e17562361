CREATE TABLE "publications" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "publications_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"return" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"approved_by" integer NOT NULL,
	"approved_at" timestamp (3) with time zone NOT NULL,
	"acknowledged" text[] NOT NULL,
	"called_off_by" integer,
	"called_off_at" timestamp (3) with time zone,
	CONSTRAINT "publications_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "publications_come_no_earlier_than_their_approval" CHECK ("publications"."at" >= "publications"."approved_at"),
	CONSTRAINT "publications_are_called_off_before_their_moment" CHECK (("publications"."called_off_by" is null) = ("publications"."called_off_at" is null) and ("publications"."called_off_at" is null or "publications"."called_off_at" < "publications"."at"))
);
--> statement-breakpoint
CREATE TABLE "bank_holidays" (
	"date" date NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "bank_holidays_are_days" PRIMARY KEY("date")
);
--> statement-breakpoint
CREATE TABLE "box_saves" (
	"return" text NOT NULL,
	"position" integer NOT NULL,
	"revision" integer NOT NULL,
	"change" integer NOT NULL,
	"content" json NOT NULL,
	"saved_by" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "box_saves_are_counted_within_a_box" PRIMARY KEY("return","position","revision"),
	CONSTRAINT "box_saves_count_from_one" CHECK ("box_saves"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "return_boxes" (
	"return" text NOT NULL,
	"position" integer NOT NULL,
	"metric" text NOT NULL,
	"area" text NOT NULL,
	"breakdown" text,
	"category" text NOT NULL,
	"period" text NOT NULL,
	"due" boolean NOT NULL,
	CONSTRAINT "return_boxes_have_a_place" PRIMARY KEY("return","position"),
	CONSTRAINT "return_boxes_ask_for_a_figure_once" UNIQUE NULLS NOT DISTINCT("return","metric","area","breakdown","category","period"),
	CONSTRAINT "return_boxes_have_a_breakdown_unless_they_are_the_total" CHECK (("return_boxes"."breakdown" is null) = ("return_boxes"."category" = 'Total'))
);
--> statement-breakpoint
CREATE TABLE "return_lines" (
	"position" integer NOT NULL,
	"metric" text NOT NULL,
	"breakdown" text,
	"category" text NOT NULL,
	"since" text,
	CONSTRAINT "return_lines_have_a_place" PRIMARY KEY("position"),
	CONSTRAINT "return_lines_have_a_breakdown_unless_they_are_the_total" CHECK (("return_lines"."breakdown" is null) = ("return_lines"."category" = 'Total')),
	CONSTRAINT "running_totals_began_in_a_month" CHECK ("return_lines"."since" ~ '^20[0-9]{2}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "return_steps" (
	"return" text NOT NULL,
	"change" integer NOT NULL,
	"step" text NOT NULL,
	"taken_by" integer NOT NULL,
	"taken_at" timestamp (3) with time zone NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "return_steps_are_in_order" PRIMARY KEY("return","change"),
	CONSTRAINT "return_steps_are_known" CHECK ("return_steps"."step" in ('submitted', 'sent back', 'checked', 'published', 'withdrawn', 'reopened')),
	CONSTRAINT "a_return_is_sent_back_or_withdrawn_with_a_note" CHECK ("return_steps"."step" not in ('sent back', 'withdrawn') or "return_steps"."note" <> '')
);
--> statement-breakpoint
CREATE TABLE "returns" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"meeting" date,
	"document" text NOT NULL,
	"opens_on" date NOT NULL,
	"due_on" date,
	"papers_on" date,
	"changes" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "returns_are_known_by_id" PRIMARY KEY("id"),
	CONSTRAINT "returns_are_of_a_known_kind" CHECK ("returns"."kind" in ('quarter', 'paper', 'correction')),
	CONSTRAINT "returns_are_due_before_their_papers" CHECK ("returns"."due_on" <= "returns"."papers_on"),
	CONSTRAINT "quarterly_returns_have_a_meeting_and_a_due_day" CHECK ("returns"."kind" <> 'quarter' or num_nonnulls("returns"."meeting", "returns"."due_on", "returns"."papers_on") = 3)
);
--> statement-breakpoint
CREATE TABLE "submitted_boxes" (
	"return" text NOT NULL,
	"change" integer NOT NULL,
	"position" integer NOT NULL,
	"revision" integer NOT NULL,
	CONSTRAINT "submissions_fix_a_box_once" PRIMARY KEY("return","change","position")
);
--> statement-breakpoint
CREATE TABLE "exemptions" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "exemptions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"kind" text NOT NULL,
	"paragraph" text,
	"public_interest" text,
	"forbidden_by" text,
	"named" text,
	"made_by" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"released_by" integer,
	"released_at" timestamp (3) with time zone,
	"release_reason" text,
	CONSTRAINT "exemptions_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "private_figures_give_the_ground_of_their_kind" CHECK (case "exemptions"."kind" when 'exempt' then num_nonnulls("exemptions"."paragraph", "exemptions"."public_interest") = 2 and num_nonnulls("exemptions"."forbidden_by", "exemptions"."named") = 0 when 'confidential' then num_nonnulls("exemptions"."paragraph", "exemptions"."public_interest") = 0 and num_nonnulls("exemptions"."forbidden_by", "exemptions"."named") = 2 else false end),
	CONSTRAINT "private_figures_give_their_ground_in_words" CHECK (coalesce("exemptions"."public_interest", "exemptions"."named") <> ''),
	CONSTRAINT "exempt_figures_name_a_paragraph_of_schedule_12a" CHECK ("exemptions"."paragraph" in ('1', '2', '3', '4', '5', '6', '7')),
	CONSTRAINT "confidential_figures_are_forbidden_by_law" CHECK ("exemptions"."forbidden_by" in ('order', 'enactment', 'department')),
	CONSTRAINT "releases_say_who_and_why" CHECK (num_nonnulls("exemptions"."released_by", "exemptions"."released_at", "exemptions"."release_reason") in (0, 3))
);
--> statement-breakpoint
CREATE TABLE "withdrawals" (
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"version" integer NOT NULL,
	"withdrawn_by" integer NOT NULL,
	"withdrawn_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "versions_are_withdrawn_once" PRIMARY KEY("series","period","version"),
	CONSTRAINT "withdrawals_give_their_reason" CHECK ("withdrawals"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_have_a_known_kind";--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "author" integer;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "last_editor" integer;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "approved_by" integer;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "publication" integer;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_are_of_a_return" FOREIGN KEY ("return") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_are_approved_by_a_person" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "publications" ADD CONSTRAINT "publications_are_called_off_by_a_person" FOREIGN KEY ("called_off_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "box_saves" ADD CONSTRAINT "box_saves_belong_to_a_box" FOREIGN KEY ("return","position") REFERENCES "public"."return_boxes"("return","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "box_saves" ADD CONSTRAINT "box_saves_are_by_a_person" FOREIGN KEY ("saved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_boxes" ADD CONSTRAINT "return_boxes_belong_to_a_return" FOREIGN KEY ("return") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_boxes" ADD CONSTRAINT "return_boxes_are_of_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_boxes" ADD CONSTRAINT "return_boxes_are_of_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_boxes" ADD CONSTRAINT "return_boxes_are_of_a_known_category" FOREIGN KEY ("breakdown","category") REFERENCES "public"."categories"("breakdown","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_are_of_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_lines" ADD CONSTRAINT "return_lines_are_of_a_known_category" FOREIGN KEY ("breakdown","category") REFERENCES "public"."categories"("breakdown","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_steps" ADD CONSTRAINT "return_steps_belong_to_a_return" FOREIGN KEY ("return") REFERENCES "public"."returns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "return_steps" ADD CONSTRAINT "return_steps_are_taken_by_a_person" FOREIGN KEY ("taken_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "returns" ADD CONSTRAINT "returns_are_for_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_boxes" ADD CONSTRAINT "submitted_boxes_belong_to_a_step" FOREIGN KEY ("return","change") REFERENCES "public"."return_steps"("return","change") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "submitted_boxes" ADD CONSTRAINT "submitted_boxes_are_saved" FOREIGN KEY ("return","position","revision") REFERENCES "public"."box_saves"("return","position","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemptions" ADD CONSTRAINT "exemptions_are_of_a_series" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemptions" ADD CONSTRAINT "exemptions_are_made_by_a_person" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exemptions" ADD CONSTRAINT "exemptions_are_released_by_a_person" FOREIGN KEY ("released_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_are_of_a_version" FOREIGN KEY ("series","period","version") REFERENCES "public"."versions"("series","period","version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withdrawals" ADD CONSTRAINT "withdrawals_are_by_a_person" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "publications_in_time" ON "publications" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "observations_are_private_once" ON "exemptions" USING btree ("series","period") WHERE "exemptions"."released_at" is null;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_have_an_author" FOREIGN KEY ("author") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_have_a_last_editor" FOREIGN KEY ("last_editor") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_are_approved_by_a_person" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_become_public_with_a_publication" FOREIGN KEY ("publication") REFERENCES "public"."publications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_have_a_known_kind" CHECK ("documents"."kind" in ('minutes', 'briefing-note', 'agenda-pack', 'work-programme', 'private-report', 'open-data', 'public-page', 'return'));--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "entered_figures_have_author_editor_approver_and_publication" CHECK (num_nonnulls("versions"."author", "versions"."last_editor", "versions"."approved_by", "versions"."publication") in (0, 4));--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "whoever_approves_a_figure_did_not_write_it" CHECK ("versions"."approved_by" <> "versions"."author" and "versions"."approved_by" <> "versions"."last_editor");