import { dayLabel } from '@throughline/domain/period';
import { formatValue } from '@throughline/domain/value';
import type { Brief, BriefFigure, BriefItem, BriefRow } from '../wire/brief.ts';
import type { Point, WireDirection } from '../wire/figure.ts';

/** A figure as it is written, with what is marked beside it: "about 120", "59 (worked out)". */
export function figureText(point: Point, unit: BriefFigure['unit']): string {
  const marks = point.mark.split(' ');
  const about = marks.includes('about') ? 'about ' : '';
  const notes = [
    marks.includes('worked-out') && `worked out: ${point.formula ?? ''}`,
    marks.includes('p') && 'provisional',
    marks.includes('r') && 'revised',
  ].filter(Boolean);
  return `${about}${formatValue(point, unit)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

/** Where a figure is printed, to the paragraph. */
export function sourceText({ source }: Point): string {
  const { document_title: title, locator } = source;
  return locator ? `${title}, ${locator}` : title;
}

/** "Direction of travel: can’t say, because neither more nor fewer is better in itself." */
export function directionText({ direction, reason }: WireDirection): string {
  const words = direction.replace("'", '’');
  return `Direction of travel: ${words}${reason ? `, because ${reason}` : ''}.`;
}

/** How a figure stands to what the Board had when it last met. */
export function sinceText(row: BriefRow, unit: BriefFigure['unit']): string {
  if (row.since === 'revised' && row.was) return `revised, was ${figureText(row.was, unit)}`;
  return row.since;
}

/** "7. Homes for children in care" */
export function itemText({ position, title }: BriefItem): string {
  return position === undefined ? title : `${position}. ${title}`;
}

/** What stands on every page. */
export function asAtText({ meeting, true_as_at: asAt, visibility }: Brief): string {
  const which = visibility === 'private' ? 'Private brief' : 'Brief';
  return `${which} for the meeting of ${dayLabel(meeting)}. True as at ${dayLabel(asAt)}.`;
}

/** Text that a spreadsheet would run as a formula, made harmless with a leading apostrophe. */
export function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
