import { type Day, dayLabel } from '@throughline/domain/period';
import type { Brief } from '../wire/brief.ts';

interface Pack {
  meeting: Day;
  asAt: Day;
  visibility: Brief['visibility'];
}

/**
 * What stands on every printed page of a brief: which it is, and the day it is true as at. Margins
 * of a page take their words from a style sheet alone, and a style in the page itself is refused by
 * the Content-Security-Policy.
 */
export function pageStyle({ meeting, asAt, visibility }: Pack): string {
  const isPrivate = visibility === 'private';
  const name = `${isPrivate ? 'Private brief' : 'Brief'} for the meeting of ${dayLabel(meeting)}`;
  const margins = {
    'top-left': name,
    'top-right': isPrivate ? 'PRIVATE: NOT FOR PUBLICATION' : '',
    'bottom-left': `True as at ${dayLabel(asAt)}`,
  };
  const boxes = Object.entries(margins).flatMap(([place, words]) =>
    words ? [`@${place}{content:"${words}";font:9pt Arial,sans-serif}`] : [],
  );
  return `@page{margin:20mm 15mm 18mm;${boxes.join('')}}\n`;
}
