CREATE TABLE "audit" (
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor" text NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"detail" text NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entries_are_counted" PRIMARY KEY("seq"),
	CONSTRAINT "audit_entries_follow_one_entry" UNIQUE("previous"),
	CONSTRAINT "audit_entries_count_from_one" CHECK ("audit"."seq" >= 1),
	CONSTRAINT "audit_hashes_are_sha_256" CHECK ("audit"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "audit_previous_hashes_are_sha_256" CHECK ("audit"."previous" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "audit_details_are_json" CHECK ("audit"."detail"::json is not null)
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"tenant" text NOT NULL,
	"object" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"added_at" timestamp (3) with time zone NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	CONSTRAINT "people_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "people_are_one_object_of_a_tenant" UNIQUE("tenant","object"),
	CONSTRAINT "people_have_a_name" CHECK ("people"."name" <> ''),
	CONSTRAINT "people_have_known_roles" CHECK ("people"."roles" <@ array['member', 'co-opted member', 'officer', 'approver', 'clerk', 'chair', 'administrator'])
);
--> statement-breakpoint
CREATE TABLE "failed_attempts" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "failed_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"at" timestamp (3) with time zone NOT NULL,
	"source" text NOT NULL,
	"person" integer,
	CONSTRAINT "failed_attempts_are_known_by_number" PRIMARY KEY("id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "sessions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"token_hash" text NOT NULL,
	"person" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"device" text NOT NULL,
	"provider_session" text,
	CONSTRAINT "sessions_are_known_by_number" PRIMARY KEY("id"),
	CONSTRAINT "sessions_have_a_token_of_their_own" UNIQUE("token_hash"),
	CONSTRAINT "session_tokens_are_hashed" CHECK ("sessions"."token_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"token_hash" text NOT NULL,
	"person" integer NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "sign_in_links_are_known_by_their_hash" PRIMARY KEY("token_hash"),
	CONSTRAINT "sign_in_link_tokens_are_hashed" CHECK ("sign_in_links"."token_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "sign_in_links_end_after_they_are_made" CHECK ("sign_in_links"."ends_at" > "sign_in_links"."made_at")
);
--> statement-breakpoint
CREATE TABLE "sign_ins_underway" (
	"secret_hash" text NOT NULL,
	"return_to" text NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_ins_underway_are_known_by_their_hash" PRIMARY KEY("secret_hash"),
	CONSTRAINT "sign_in_secrets_are_hashed" CHECK ("sign_ins_underway"."secret_hash" ~ '^[0-9a-f]{64}$')
);
--> statement-breakpoint
ALTER TABLE "failed_attempts" ADD CONSTRAINT "failed_attempts_are_to_be_a_person" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_are_of_a_person" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_are_for_a_person" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failed_attempts_by_source" ON "failed_attempts" USING btree ("source","at");--> statement-breakpoint
CREATE INDEX "failed_attempts_by_person" ON "failed_attempts" USING btree ("person","at");--> statement-breakpoint
CREATE INDEX "sessions_by_person" ON "sessions" USING btree ("person");