import type { WireDocument } from '@throughline/api/wire/document';
import { dayLabel } from '@throughline/domain/period';

const kindWords: Record<string, string> = {
  'agenda-pack': 'Agenda pack',
  'briefing-note': 'Briefing note',
  minutes: 'Minutes',
  'open-data': 'Open data',
  'private-report': 'Private report',
  'public-page': 'Public page',
  return: 'Return',
  'work-programme': 'Work programme',
};

/** "Briefing note, dated 28 November 2024, public from 20 November 2024": what is known of it. */
export function kindAndDays(paper: WireDocument): string {
  const { dated, published_on: published } = paper;
  return [
    kindOf(paper),
    ...(dated ? [`dated ${dayLabel(dated)}`] : []),
    ...(published && published !== dated ? [`public from ${dayLabel(published)}`] : []),
  ].join(', ');
}

/** "27 figures", or that there are none. */
export function figureWords(figures: number): string {
  if (figures === 0) return 'No figures';
  return figures === 1 ? '1 figure' : `${figures} figures`;
}

function kindOf({ kind }: WireDocument): string {
  return kindWords[kind] ?? kind;
}
