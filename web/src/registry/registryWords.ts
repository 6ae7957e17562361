import type { WireMetric } from '@throughline/api/wire/metric';
import type { Proposal } from '@throughline/api/wire/registry';
import { dayLabel } from '@throughline/domain/period';
import { targetWords } from '../chart/judged.ts';
import { frequencyWords, polaritySentence } from '../metric/words.ts';

/** What a proposal would change, as a sentence without its full stop. */
export function wordsOfChange(
  { change, in_force_from: from }: Proposal,
  metric: WireMetric | undefined,
): string {
  switch (change.kind) {
    case 'polarity':
      return `${polaritySentence[change.polarity]}: ${bare(change.polarity_reason)}`;
    case 'frequency':
      return `A figure is ${dueWords(change.frequency)}`;
    case 'owner':
      return `Kept by: ${change.owner}`;
    case 'target': {
      const aimed = targetWords(
        { ...change, value: change.low ?? change.high, from: from },
        unitOf(metric),
      );
      const near = change.tolerance === '0' ? '' : `, within ${change.tolerance} counts as near`;
      return `Target: ${aimed}${near} (${bare(change.source)})`;
    }
    case 'metric':
      return [
        `A new metric, “${change.title}”: ${bare(change.definition)}`,
        ...(change.began_on ? [`Kept from ${dayLabel(change.began_on)}`] : []),
      ].join('. ');
    case 'comparator-group':
      return `Statistical neighbours, ${change.model}, published on ${dayLabel(change.published_on)}: ${change.members.length} authorities (${bare(change.source)})`;
  }
}

/** "due every quarter", or that none is awaited. */
export function dueWords(frequency: WireMetric['frequency']): string {
  const words = frequencyWords[frequency];
  if (words !== undefined) return `due ${words}`;
  return frequency === 'once' ? 'reported once, and not awaited' : 'not awaited';
}

/** What a proposal is about, by its name. */
export function subjectOf(
  { metric: id, change }: Proposal,
  metric: WireMetric | undefined,
): string {
  if (id === undefined) return 'Statistical neighbours of Coventry';
  return metric?.title ?? ('title' in change ? change.title : id);
}

function unitOf(metric: WireMetric | undefined): WireMetric['unit'] {
  return metric?.unit ?? 'count';
}

function bare(text: string): string {
  return text.replace(/\.$/, '');
}
