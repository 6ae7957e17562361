ALTER TABLE "metrics" ADD COLUMN "began_on" date;--> statement-breakpoint
ALTER TABLE "metrics" ADD CONSTRAINT "metrics_end_after_they_begin" CHECK ("metrics"."retired_on" >= "metrics"."began_on");