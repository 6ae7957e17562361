CREATE TABLE "events" (
	"channel" text NOT NULL,
	"visibility" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"cause" text,
	CONSTRAINT "events_are_counted_in_their_channel" PRIMARY KEY("channel","visibility","number"),
	CONSTRAINT "events_of_one_cause_happen_once" UNIQUE("cause"),
	CONSTRAINT "events_count_from_one" CHECK ("events"."number" >= 1),
	CONSTRAINT "events_are_public_or_private" CHECK ("events"."visibility" in ('public', 'private')),
	CONSTRAINT "events_are_about_ids" CHECK ("events"."about"::json is not null),
	CONSTRAINT "event_channels_have_a_plain_name" CHECK ("events"."channel" ~ '^[a-z]+(:[A-Za-z0-9-]+)?$')
);
