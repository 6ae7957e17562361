import type { Addition } from '@throughline/domain/openData/plan';
import type { Refusal, Skipped } from '@throughline/domain/openData/read';
import { dayLabel, periodLabel } from '@throughline/domain/period';
import type { Value } from '@throughline/domain/value';
import type { Loaded } from '../openData.ts';
import type { WireImport } from '../wire/import.ts';

/** Lists stop here; how many there are in all is said beside them. */
const most = 1000;

/** What loading did or would do, as it crosses the wire. */
export function toImport({ plan, written, mapping }: Loaded): WireImport {
  const { rows, skipped, refused, release } = plan;
  const common = {
    release: { name: release.name, published_on: release.publishedOn },
    written,
    rows,
    skipped: [...skipped],
    refused: refused.slice(0, most),
    refusals: refused.length,
  };
  if (plan.kind === 'neighbours') {
    return { kind: 'neighbours', ...common, new: plan.added.length, unchanged: plan.unchanged };
  }
  return {
    kind: 'figures',
    mapping,
    ...common,
    areas: plan.areas.map(({ code, name, level, isNew }) => ({ code, name, level, new: isNew })),
    periods: plan.periods.map((period) => ({ period, label: periodLabel(period) })),
    new: plan.added.length,
    changed: plan.changed.length,
    unchanged: plan.unchanged,
    changes: plan.changed.slice(0, most).map(({ figure, area, old }) => ({
      row: figure.row,
      metric: figure.metric,
      area,
      area_name: figure.area.name,
      period: figure.period,
      old: old === undefined ? '' : asWritten(old),
      new: asWritten(figure.value),
    })),
  };
}

/** What loading will do, a line each, before it is done. */
export function planInWords({ plan, mapping }: Loaded): string[] {
  const { name, publishedOn } = plan.release;
  const lines = [`“${name}”, published on ${dayLabel(publishedOn)}: ${plan.rows} rows read.`];
  if (plan.kind === 'neighbours') {
    lines.push(`Groups of neighbours: ${plan.added.length} new, ${plan.unchanged} unchanged.`);
  } else {
    if (mapping !== undefined) lines.push(`Read by the mapping “${mapping}”.`);
    const found = plan.areas.filter(({ isNew }) => isNew);
    const others = found.length > 0 ? `, new here: ${list(found.map((one) => one.name))}` : '';
    lines.push(`Areas found: ${plan.areas.length}${others}.`);
    const periods = plan.periods.map(periodLabel);
    lines.push(
      `Periods found: ${periods.length}${periods.length > 0 ? `: ${list(periods)}` : ''}.`,
    );
    lines.push(
      `Figures: ${plan.added.length} new, ${plan.changed.length} changed, ${plan.unchanged} unchanged.`,
      ...shortened(plan.changed.map(changeInWords)),
    );
  }
  lines.push(...plan.skipped.map(skipInWords), `Refused: ${plan.refused.length}.`);
  lines.push(...shortened(plan.refused.map(refusalInWords)));
  return lines;
}

function changeInWords({ figure, old }: Addition): string {
  const before = old === undefined ? 'not said' : asWritten(old);
  const { metric, area, period, row } = figure;
  return `  row ${row}: ${metric}, ${area.name}, ${periodLabel(period)}: ${before} → ${asWritten(figure.value)}`;
}

function skipInWords({ reason, rows }: Skipped): string {
  return `Not taken, ${rows} ${rows === 1 ? 'row' : 'rows'}: ${reason}.`;
}

function refusalInWords({ row, rows, column, reason }: Refusal): string {
  const place = [
    row === undefined ? '' : `row ${row}`,
    rows === undefined ? '' : `and ${rows - 1} more`,
    column === undefined ? '' : `column ${column}`,
  ];
  const said = place.filter(Boolean).join(', ').replace(', and', ' and');
  return `  ${said ? `${said}: ` : ''}${reason}`;
}

function shortened(lines: readonly string[]): string[] {
  if (lines.length <= most) return [...lines];
  return [...lines.slice(0, most), `  and ${lines.length - most} more`];
}

function list(words: readonly string[]): string {
  return words.length > 12
    ? `from ${words[0]} to ${words.at(-1)}`
    : `${words.slice(0, -1).join(', ')}${words.length > 1 ? ' and ' : ''}${words.at(-1)}`;
}

function asWritten(value: Value): string {
  if ('value' in value) return value.value;
  return 'symbol' in value ? `[${value.symbol}]` : `${value.low} to ${value.high}`;
}
