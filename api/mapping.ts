import { z } from '@hono/zod-openapi';
import { type Mapping, mappingProblems } from '@throughline/domain/openData/mapping';
import {
  type MonthDay,
  monthEnds,
  type ReportingYear,
} from '@throughline/domain/openData/timeIdentifier';

const name = z.string().min(1);
const names = z.array(name).min(1);
const monthDay = z.custom<MonthDay>(
  (text) => typeof text === 'string' && /^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(text),
  'Give a day of the year, such as 09-30',
);

/** A mapping as a file holds it: what the columns and categories of an open data file mean. */
const mappingFile = z.strictObject({
  title: name,
  source: name,
  address: z.url(),
  licence: name,
  filters: z.array(
    z.strictObject({
      filter: name,
      columns: names,
      categories: z.array(z.strictObject({ category: name, names })).min(1),
      left_out: z.array(name),
    }),
  ),
  metrics: z
    .array(
      z.strictObject({
        metric: name,
        columns: names,
        where: z.record(name, name),
        decimals: z.int().min(0).max(6),
        reporting_year: z
          .union([
            z.strictObject({ stock_on: monthDay }),
            z.strictObject({ year_to: z.enum(monthEnds) }),
          ])
          .optional(),
        breakdown: name.optional(),
        category: name.optional(),
      }),
    )
    .min(1),
  left_out: z.array(name),
});

/** A mapping, or everything that is wrong with the text of one. */
export function readMapping(text: string): { mapping: Mapping } | { problems: string[] } {
  const json = parseJson(text);
  if (json === undefined) return { problems: ['the mapping is not JSON'] };
  const read = mappingFile.safeParse(json);
  if (!read.success) {
    const problems = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    return { problems };
  }
  const { left_out: leftOut, filters, metrics, ...rest } = read.data;
  const mapping: Mapping = {
    ...rest,
    leftOut,
    filters: filters.map(({ left_out, ...filter }) => ({ ...filter, leftOut: left_out })),
    metrics: metrics.map(({ reporting_year: year, ...metric }) => ({
      ...metric,
      reportingYear: year && toReportingYear(year),
    })),
  };
  const problems = mappingProblems(mapping);
  return problems.length > 0 ? { problems } : { mapping };
}

function toReportingYear(
  year: NonNullable<z.infer<typeof mappingFile>['metrics'][number]['reporting_year']>,
): ReportingYear {
  return 'stock_on' in year ? { stockOn: year.stock_on } : { yearTo: year.year_to };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
