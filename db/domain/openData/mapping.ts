import type { ReportingYear } from './timeIdentifier.ts';

/**
 * What the columns and categories of a file mean under our names, in every release of it. Each
 * column is spoken for: a filter, an indicator, or left out on purpose. Nothing is guessed.
 */
export interface Mapping {
  title: string;
  /** Who publishes the file and under which title. */
  source: string;
  address: string;
  licence: string;
  filters: readonly FilterMapping[];
  metrics: readonly MetricMapping[];
  /** Columns that are known and not taken. */
  leftOut: readonly string[];
}

/** A filter: the column's name in one release or another, and its categories likewise. */
export interface FilterMapping {
  filter: string;
  columns: readonly string[];
  categories: readonly { category: string; names: readonly string[] }[];
  /** Categories, as the file names them, that are known and not taken. */
  leftOut: readonly string[];
}

/** A metric: which indicator, in the rows of which categories. */
export interface MetricMapping {
  metric: string;
  columns: readonly string[];
  /** For every filter of the file, the category that the metric is. */
  where: Readonly<Record<string, string>>;
  decimals: number;
  reportingYear?: ReportingYear | undefined;
  /** Our own dimension and category; without them the figure is the Total. */
  breakdown?: string | undefined;
  category?: string | undefined;
}

/** What does not hold together in a mapping, each in a sentence. */
export function mappingProblems(mapping: Mapping): string[] {
  const problems: string[] = [];
  const filters = new Map(mapping.filters.map((filter) => [filter.filter, filter]));
  for (const { metric, where, breakdown, category } of mapping.metrics) {
    for (const [name, { categories }] of filters) {
      const chosen = where[name];
      if (chosen === undefined) {
        problems.push(`${metric} does not say which category of ${name} it is`);
      } else if (!categories.some((one) => one.category === chosen)) {
        problems.push(`${metric} is “${chosen}” of ${name}, which is not one of its categories`);
      }
    }
    for (const name of Object.keys(where)) {
      if (!filters.has(name)) problems.push(`${metric} chooses by ${name}, which is not a filter`);
    }
    if ((breakdown === undefined) !== (category === undefined)) {
      problems.push(`${metric} gives a breakdown and its category, or neither`);
    }
  }
  const taken = mapping.metrics.map(({ metric, breakdown, category }) =>
    `${metric} ${breakdown ?? ''} ${category ?? ''}`.trim(),
  );
  for (const name of repeated(taken)) problems.push(`${name} is taken from two places`);
  const columns = new Set(mapping.metrics.flatMap((metric) => metric.columns));
  const spokenFor = [
    ...columns,
    ...mapping.filters.flatMap((filter) => filter.columns),
    ...mapping.leftOut,
  ];
  for (const name of repeated(spokenFor)) problems.push(`the column ${name} is given two meanings`);
  for (const { filter, categories, leftOut } of mapping.filters) {
    const names = [...categories.flatMap((one) => one.names), ...leftOut];
    for (const name of repeated(names)) {
      problems.push(`the category “${name}” of ${filter} is given two meanings`);
    }
  }
  return problems;
}

/** Every column a mapping speaks of. */
export function knownColumns(mapping: Mapping): string[] {
  return [
    ...mapping.filters.flatMap(({ columns }) => columns),
    ...mapping.metrics.flatMap(({ columns }) => columns),
    ...mapping.leftOut,
  ];
}

/** The mapping that speaks of the most columns of a file, if any names one of its indicators. */
export function fittingMapping(
  headings: readonly string[],
  mappings: readonly Mapping[],
): Mapping | undefined {
  let best: { mapping: Mapping; spokenFor: number } | undefined;
  for (const mapping of mappings) {
    const indicators = mapping.metrics.flatMap(({ columns }) => columns);
    if (!headings.some((heading) => indicators.includes(heading))) continue;
    const known = new Set(knownColumns(mapping));
    const spokenFor = headings.filter((heading) => known.has(heading)).length;
    if (best === undefined || spokenFor > best.spokenFor) best = { mapping, spokenFor };
  }
  return best?.mapping;
}

function repeated(names: readonly string[]): Set<string> {
  return new Set(names.filter((name, at) => names.indexOf(name) < at));
}
