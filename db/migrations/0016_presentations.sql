CREATE TABLE "exclusions" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "exclusions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"meeting" date NOT NULL,
	"items" integer[] NOT NULL,
	"kind" text NOT NULL,
	"paragraphs" text[] NOT NULL,
	"public_interest" text,
	"forbidden_by" text,
	"named" text,
	"recorded_by" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "exclusions_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "exclusions_name_their_items" CHECK (cardinality("exclusions"."items") > 0),
	CONSTRAINT "exclusions_give_the_ground_of_their_kind" CHECK (case "exclusions"."kind"
        when 'exempt' then cardinality("exclusions"."paragraphs") > 0
          and "exclusions"."paragraphs" <@ array['1', '2', '3', '4', '5', '6', '7']
          and coalesce("exclusions"."public_interest", '') <> ''
          and num_nonnulls("exclusions"."forbidden_by", "exclusions"."named") = 0
        when 'confidential' then cardinality("exclusions"."paragraphs") = 0
          and "exclusions"."public_interest" is null
          and "exclusions"."forbidden_by" in ('order', 'enactment', 'department')
          and coalesce("exclusions"."named", '') <> ''
        else false end)
);
--> statement-breakpoint
CREATE TABLE "presentations" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "presentations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"meeting" date NOT NULL,
	"code" text NOT NULL,
	"state" text NOT NULL,
	"version" integer NOT NULL,
	"private_key" text,
	"opened_by" integer NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"acted_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "presentations_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "presentations_have_a_code_of_their_own" UNIQUE("code"),
	CONSTRAINT "presentations_count_their_steps" CHECK ("presentations"."version" >= 1),
	CONSTRAINT "presentations_have_a_state" CHECK ("presentations"."state"::json is not null)
);
--> statement-breakpoint
CREATE TABLE "screen_admissions" (
	"code_hash" text NOT NULL,
	"presentation" integer NOT NULL,
	"part" integer NOT NULL,
	"made_by" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "admissions_are_known_by_their_code" PRIMARY KEY("code_hash")
);
--> statement-breakpoint
CREATE TABLE "screens" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "screens_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"presentation" integer NOT NULL,
	"token_hash" text NOT NULL,
	"opened_for" text NOT NULL,
	"part" integer,
	"opened_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "screens_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "screens_have_a_token_of_their_own" UNIQUE("token_hash"),
	CONSTRAINT "screens_are_public_or_let_into_a_private_part" CHECK (("screens"."opened_for" = 'private') = ("screens"."part" is not null))
);
--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_are_of_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exclusions" ADD CONSTRAINT "exclusions_are_recorded_by_a_person" FOREIGN KEY ("recorded_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentations" ADD CONSTRAINT "presentations_are_of_a_meeting" FOREIGN KEY ("meeting") REFERENCES "public"."meetings"("date") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presentations" ADD CONSTRAINT "presentations_are_opened_by_a_person" FOREIGN KEY ("opened_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_admissions" ADD CONSTRAINT "admissions_are_to_a_presentation" FOREIGN KEY ("presentation") REFERENCES "public"."presentations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screen_admissions" ADD CONSTRAINT "admissions_are_made_by_a_person" FOREIGN KEY ("made_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screens" ADD CONSTRAINT "screens_are_of_a_presentation" FOREIGN KEY ("presentation") REFERENCES "public"."presentations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_have_one_open_presentation" ON "presentations" USING btree ("meeting") WHERE closed_at is null;