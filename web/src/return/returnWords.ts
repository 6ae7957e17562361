import type { ReturnPage, ReturnSummary, WireBox, WireFinding } from '@throughline/api/wire/return';
import { dayLabel } from '@throughline/domain/period';

/** "Quarter 3, 2024/25", or what a paper's or a correction's return is called. */
export function titleOf({ id, kind, title }: Pick<ReturnSummary, 'id' | 'kind' | 'title'>): string {
  const quarter = /^FY(\d{4})-Q(\d)$/.exec(id);
  if (kind !== 'quarter' || !quarter) return title;
  const [, year, number] = quarter;
  return `Quarter ${number}, ${year}/${String((Number(year) + 1) % 100).padStart(2, '0')}`;
}

/** "Due 6 January 2025; papers go out on 8 January 2025 for the Board on 16 January 2025." */
export function datesOf({ due_on: due, papers_on: papers, meeting }: ReturnSummary): string {
  const board = meeting && `the Board on ${dayLabel(meeting)}`;
  const out = papers && `papers go out on ${dayLabel(papers)}${board ? ` for ${board}` : ''}`;
  const parts = [due && `due ${dayLabel(due)}`, out ?? (board && `for ${board}`)].filter(Boolean);
  const text = parts.join('; ');
  return text && `${text[0]?.toUpperCase()}${text.slice(1)}.`;
}

/** Where a return stands, as a person says it. */
export function stateOf({ state, publication }: ReturnSummary): string {
  if (state === 'published' && publication && !publication.public)
    return 'approved, to be published';
  return {
    draft: 'being filled in',
    submitted: 'sent for approval',
    checked: 'checked',
    published: 'published',
    withdrawn: 'withdrawn',
  }[state];
}

/** A remark that is true of most boxes at once, and is therefore said once under them. */
export function isCommon({ level, rule }: WireFinding): boolean {
  return level === 'note' && rule === 'short-history';
}

/** What still has to be put right or explained; a figure or source that is only missing is not. */
export function isToCheck({ level, rule, reason }: WireFinding): boolean {
  if (level === 'block') return true;
  if (level === 'ask') return reason === undefined;
  return level === 'need' && !isMissing(rule);
}

/** What is missing in many boxes at once, and is therefore said once for all of them. */
export function isMissing(rule: string): boolean {
  return rule === 'figure-needed' || rule === 'source-needed';
}

/** What a box is called: "Social worker vacancies, Total, December 2024". */
export function boxName(box: WireBox): string {
  return [box.metric_title, box.category_title, box.period_label].join(', ');
}

/** The boxes by metric, in order. */
export function byMetric({ boxes }: Pick<ReturnPage, 'boxes'>): WireBox[][] {
  const groups: WireBox[][] = [];
  for (const box of boxes) {
    const group = groups.at(-1);
    if (group?.[0]?.metric === box.metric && group[0].period === box.period) group.push(box);
    else groups.push([box]);
  }
  return groups;
}
