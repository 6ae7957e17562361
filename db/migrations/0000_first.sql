CREATE TABLE "areas" (
	"code" text NOT NULL,
	"name" text NOT NULL,
	"level" text NOT NULL,
	CONSTRAINT "areas_are_known_by_code" PRIMARY KEY("code"),
	CONSTRAINT "areas_have_an_ons_code" CHECK ("areas"."code" ~ '^[EWSNK][0-9]{8}$'),
	CONSTRAINT "areas_have_a_known_level" CHECK ("areas"."level" in ('authority', 'region', 'country'))
);
--> statement-breakpoint
CREATE TABLE "discrepancies" (
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"description" text NOT NULL,
	CONSTRAINT "discrepancies_are_known_by_id" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "discrepancy_metrics" (
	"discrepancy" text NOT NULL,
	"metric" text NOT NULL,
	"withholds_direction" boolean NOT NULL,
	CONSTRAINT "discrepancies_name_a_metric_once" PRIMARY KEY("discrepancy","metric")
);
--> statement-breakpoint
CREATE TABLE "discrepancy_sources" (
	"discrepancy" text NOT NULL,
	"position" integer NOT NULL,
	"document" text NOT NULL,
	"locator" text NOT NULL,
	"printed" text NOT NULL,
	CONSTRAINT "discrepancy_sources_have_a_place" PRIMARY KEY("discrepancy","position")
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"id" text NOT NULL,
	"meeting" date NOT NULL,
	"minute" text NOT NULL,
	"ordinal" integer,
	"addressee" text NOT NULL,
	"text" text NOT NULL,
	"reply" text,
	"reply_meeting" date,
	"reply_document" text,
	"reply_locator" text,
	CONSTRAINT "recommendations_are_known_by_id" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "request_metrics" (
	"request" text NOT NULL,
	"metric" text NOT NULL,
	CONSTRAINT "requests_name_a_metric_once" PRIMARY KEY("request","metric")
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text NOT NULL,
	"meeting" date NOT NULL,
	"minute" text NOT NULL,
	"ordinal" integer,
	"text" text NOT NULL,
	"due_meeting" date,
	"answer" text,
	"answer_meeting" date,
	"answer_document" text,
	"answer_locator" text,
	"withdrawn_on" date,
	CONSTRAINT "requests_are_known_by_id" PRIMARY KEY("id"),
	CONSTRAINT "an_answered_request_has_its_answer" CHECK (("requests"."answer" is null) = ("requests"."answer_meeting" is null))
);
--> statement-breakpoint
CREATE TABLE "resolution_metrics" (
	"resolution" text NOT NULL,
	"metric" text NOT NULL,
	CONSTRAINT "resolutions_name_a_metric_once" PRIMARY KEY("resolution","metric")
);
--> statement-breakpoint
CREATE TABLE "resolutions" (
	"id" text NOT NULL,
	"meeting" date NOT NULL,
	"minute" text NOT NULL,
	"ordinal" integer,
	"text" text NOT NULL,
	"outcome" text,
	"outcome_meeting" date,
	"outcome_document" text,
	"outcome_locator" text,
	CONSTRAINT "resolutions_are_known_by_id" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"dated" date,
	"published_on" date,
	"meeting" date,
	"part_of" text,
	"part" integer NOT NULL,
	"note" text NOT NULL,
	CONSTRAINT "documents_are_known_by_id" PRIMARY KEY("id"),
	CONSTRAINT "documents_are_public_or_private" CHECK ("documents"."part" in (1, 2)),
	CONSTRAINT "documents_have_a_known_kind" CHECK ("documents"."kind" in ('minutes', 'briefing-note', 'agenda-pack', 'work-programme', 'private-report', 'open-data', 'public-page'))
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "series_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"metric" text NOT NULL,
	"area" text NOT NULL,
	"breakdown" text,
	"category" text NOT NULL,
	CONSTRAINT "series_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "series_stand_once" UNIQUE NULLS NOT DISTINCT("metric","area","breakdown","category"),
	CONSTRAINT "series_have_a_breakdown_unless_they_are_the_total" CHECK (("series"."breakdown" is null) = ("series"."category" = 'Total'))
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"series" integer NOT NULL,
	"period" text NOT NULL,
	"period_end" date NOT NULL,
	"version" integer NOT NULL,
	"known_from" date NOT NULL,
	"value" text,
	"low" text,
	"high" text,
	"symbol" text,
	"marks" text[] NOT NULL,
	"formula" text,
	"printed" text NOT NULL,
	"document" text NOT NULL,
	"locator" text NOT NULL,
	"meeting" date,
	"note" text NOT NULL,
	"change_kind" text,
	"change_reason" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "versions_are_counted_within_an_observation" PRIMARY KEY("series","period","version"),
	CONSTRAINT "versions_count_from_one" CHECK ("versions"."version" >= 1),
	CONSTRAINT "versions_have_a_number_or_a_range_or_a_symbol" CHECK (num_nonnulls("versions"."value", "versions"."low", "versions"."symbol") = 1),
	CONSTRAINT "ranges_have_both_ends_in_order" CHECK (("versions"."low" is null) = ("versions"."high" is null) and ("versions"."low" is null or "versions"."low"::numeric <= "versions"."high"::numeric)),
	CONSTRAINT "values_are_plain_decimals" CHECK ("versions"."value" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
	CONSTRAINT "lows_are_plain_decimals" CHECK ("versions"."low" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
	CONSTRAINT "highs_are_plain_decimals" CHECK ("versions"."high" ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?$'),
	CONSTRAINT "symbols_are_known" CHECK ("versions"."symbol" in ('c', 'z', 'x', 'low', 'k', 'u')),
	CONSTRAINT "marks_are_known" CHECK ("versions"."marks" <@ array['about', 'worked-out', 'p', 'r']),
	CONSTRAINT "worked_out_figures_give_their_formula" CHECK (('worked-out' = any("versions"."marks")) = ("versions"."formula" is not null)),
	CONSTRAINT "figures_say_where_they_are_printed" CHECK ("versions"."locator" <> ''),
	CONSTRAINT "a_changed_figure_gives_its_kind_and_reason" CHECK (("versions"."version" = 1) = ("versions"."change_kind" is null) and ("versions"."change_kind" is null) = ("versions"."change_reason" is null)),
	CONSTRAINT "changes_are_of_a_known_kind" CHECK ("versions"."change_kind" in ('provisional to final', 'revision', 'correction', 'transcription'))
);
--> statement-breakpoint
CREATE TABLE "agenda_item_documents" (
	"meeting" date NOT NULL,
	"position" integer NOT NULL,
	"document" text NOT NULL,
	CONSTRAINT "agenda_items_have_a_paper_once" PRIMARY KEY("meeting","position","document")
);
--> statement-breakpoint
CREATE TABLE "agenda_item_metrics" (
	"meeting" date NOT NULL,
	"position" integer NOT NULL,
	"metric" text NOT NULL,
	CONSTRAINT "agenda_items_have_a_metric_once" PRIMARY KEY("meeting","position","metric")
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"meeting" date NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"part" integer NOT NULL,
	"minute" text,
	"minute_printed" text,
	"exempt_paragraphs" text[] NOT NULL,
	"exempt_ground" text,
	CONSTRAINT "agenda_items_have_a_place" PRIMARY KEY("meeting","position"),
	CONSTRAINT "agenda_items_are_public_or_private" CHECK ("agenda_items"."part" in (1, 2)),
	CONSTRAINT "private_agenda_items_give_their_paragraph_or_ground" CHECK ("agenda_items"."part" = 1 or cardinality("agenda_items"."exempt_paragraphs") > 0),
	CONSTRAINT "exempt_paragraphs_are_those_of_schedule_12a" CHECK ("agenda_items"."exempt_paragraphs" <@ array['1', '2', '3', '4', '5', '6', '7', 'not stated'])
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"date" date NOT NULL,
	"state" text NOT NULL,
	"starts_at" text,
	"moved_from" date,
	"note" text NOT NULL,
	CONSTRAINT "meetings_are_known_by_date" PRIMARY KEY("date"),
	CONSTRAINT "meetings_are_held_cancelled_or_planned" CHECK ("meetings"."state" in ('held', 'cancelled', 'planned'))
);
--> statement-breakpoint
CREATE TABLE "breakdowns" (
	"id" text NOT NULL,
	"title" text NOT NULL,
	CONSTRAINT "breakdowns_are_known_by_id" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"breakdown" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "categories_are_known_within_a_breakdown" PRIMARY KEY("breakdown","id"),
	CONSTRAINT "categories_leave_the_total_alone" CHECK (lower("categories"."id") <> 'total')
);
--> statement-breakpoint
CREATE TABLE "metric_breakdowns" (
	"metric" text NOT NULL,
	"breakdown" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "metrics_have_a_breakdown_once" PRIMARY KEY("metric","breakdown")
);
--> statement-breakpoint
CREATE TABLE "metrics" (
	"id" text NOT NULL,
	"title" text NOT NULL,
	"caption" text NOT NULL,
	"definition" text NOT NULL,
	"unit" text NOT NULL,
	"decimals" integer NOT NULL,
	"polarity" text NOT NULL,
	"polarity_reason" text NOT NULL,
	"kind" text NOT NULL,
	"topic" text NOT NULL,
	"owner" text NOT NULL,
	"frequency" text NOT NULL,
	"frequency_confirmed" boolean NOT NULL,
	"privacy" text NOT NULL,
	"zeros" text NOT NULL,
	"period_kinds" text[] NOT NULL,
	"position" integer NOT NULL,
	"care" text NOT NULL,
	"retired_on" date,
	CONSTRAINT "metrics_are_known_by_id" PRIMARY KEY("id"),
	CONSTRAINT "metrics_are_named_in_kebab_case" CHECK ("metrics"."id" ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
	CONSTRAINT "metrics_have_a_known_unit" CHECK ("metrics"."unit" in ('count', 'posts', 'fte', 'percent', 'percent_change', 'per10k', 'gbp', 'rating5', 'ratio')),
	CONSTRAINT "metrics_have_a_known_polarity" CHECK ("metrics"."polarity" in ('higher_is_better', 'lower_is_better', 'neutral')),
	CONSTRAINT "metrics_give_the_reason_for_their_polarity" CHECK ("metrics"."polarity_reason" <> ''),
	CONSTRAINT "metrics_have_a_known_kind" CHECK ("metrics"."kind" in ('snapshot', 'flow', 'cumulative')),
	CONSTRAINT "metrics_say_whose_privacy_they_need" CHECK ("metrics"."privacy" in ('children', 'staff', 'none')),
	CONSTRAINT "metrics_say_what_becomes_of_zeros" CHECK ("metrics"."zeros" in ('show', 'protect')),
	CONSTRAINT "metrics_take_at_least_one_kind_of_period" CHECK (cardinality("metrics"."period_kinds") > 0)
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "topics_are_known_by_id" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "data_state" (
	"id" integer NOT NULL,
	"version" integer NOT NULL,
	"seeds" text NOT NULL,
	CONSTRAINT "data_state_has_a_key" PRIMARY KEY("id"),
	CONSTRAINT "data_state_is_one_row" CHECK ("data_state"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "targets" (
	"metric" text NOT NULL,
	"area" text NOT NULL,
	"in_force_from" date NOT NULL,
	"in_force_to" date,
	"type" text NOT NULL,
	"low" text,
	"high" text,
	"tolerance" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "targets_begin_once_for_a_metric_and_area" PRIMARY KEY("metric","area","in_force_from"),
	CONSTRAINT "targets_have_the_ends_their_type_needs" CHECK (("targets"."low" is not null) = ("targets"."type" in ('minimum', 'range')) and ("targets"."high" is not null) = ("targets"."type" in ('maximum', 'range'))),
	CONSTRAINT "targets_end_after_they_begin" CHECK ("targets"."in_force_to" is null or "targets"."in_force_to" >= "targets"."in_force_from")
);
--> statement-breakpoint
ALTER TABLE "discrepancy_metrics" ADD CONSTRAINT "discrepancy_metrics_belong_to_a_discrepancy" FOREIGN KEY ("discrepancy") REFERENCES "public"."discrepancies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discrepancy_metrics" ADD CONSTRAINT "discrepancy_metrics_name_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discrepancy_sources" ADD CONSTRAINT "discrepancy_sources_belong_to_a_discrepancy" FOREIGN KEY ("discrepancy") REFERENCES "public"."discrepancies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "discrepancy_sources" ADD CONSTRAINT "discrepancy_sources_name_a_document" FOREIGN KEY ("document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_were_made_at_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_were_answered_at_a_meeting" FOREIGN KEY ("reply_meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_were_answered_in_a_document" FOREIGN KEY ("reply_document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_metrics" ADD CONSTRAINT "request_metrics_belong_to_a_request" FOREIGN KEY ("request") REFERENCES "public"."requests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "request_metrics" ADD CONSTRAINT "request_metrics_name_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_were_made_at_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_are_due_at_a_meeting" FOREIGN KEY ("due_meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_were_answered_at_a_meeting" FOREIGN KEY ("answer_meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_were_answered_in_a_document" FOREIGN KEY ("answer_document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_metrics" ADD CONSTRAINT "resolution_metrics_belong_to_a_resolution" FOREIGN KEY ("resolution") REFERENCES "public"."resolutions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolution_metrics" ADD CONSTRAINT "resolution_metrics_name_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_were_made_at_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_came_of_something_at_a_meeting" FOREIGN KEY ("outcome_meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_have_their_outcome_in_a_document" FOREIGN KEY ("outcome_document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_are_part_of_a_document" FOREIGN KEY ("part_of") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_are_of_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_are_of_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "series" ADD CONSTRAINT "series_are_of_a_known_category" FOREIGN KEY ("breakdown","category") REFERENCES "public"."categories"("breakdown","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_belong_to_a_series" FOREIGN KEY ("series") REFERENCES "public"."series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_come_from_a_document" FOREIGN KEY ("document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_were_reported_to_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item_documents" ADD CONSTRAINT "agenda_item_documents_belong_to_an_item" FOREIGN KEY ("meeting","position") REFERENCES "public"."agenda_items"("meeting","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item_documents" ADD CONSTRAINT "agenda_item_documents_name_a_document" FOREIGN KEY ("document") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item_metrics" ADD CONSTRAINT "agenda_item_metrics_belong_to_an_item" FOREIGN KEY ("meeting","position") REFERENCES "public"."agenda_items"("meeting","position") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_item_metrics" ADD CONSTRAINT "agenda_item_metrics_name_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_belong_to_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "categories" ADD CONSTRAINT "categories_belong_to_a_breakdown" FOREIGN KEY ("breakdown") REFERENCES "public"."breakdowns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_breakdowns" ADD CONSTRAINT "metric_breakdowns_belong_to_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metric_breakdowns" ADD CONSTRAINT "metric_breakdowns_name_a_breakdown" FOREIGN KEY ("breakdown") REFERENCES "public"."breakdowns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_belong_to_a_topic" FOREIGN KEY ("topic") REFERENCES "public"."topics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_are_for_a_metric" FOREIGN KEY ("metric") REFERENCES "public"."metrics"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "targets" ADD CONSTRAINT "targets_are_for_an_area" FOREIGN KEY ("area") REFERENCES "public"."areas"("code") ON DELETE no action ON UPDATE no action;