import type { WireMeeting } from '@throughline/api/wire/meeting';
import { dayLabel } from '@throughline/domain/period';

/** Whether it took place, in words: "Held at 2 pm", "Cancelled", "Planned, moved from …". */
export function stateSentence({ state, starts_at: at, moved_from: from }: WireMeeting): string {
  const moved = from ? `, moved from ${dayLabel(from)}` : '';
  switch (state) {
    case 'held':
      return `Held${at ? ` at ${timeLabel(at)}` : ''}${moved}`;
    case 'cancelled':
      return 'Cancelled';
    case 'planned':
      return `Planned${moved}`;
  }
}

/** "150 figures from 4 papers", or what is not held. */
export function heldWords({ figures, papers }: WireMeeting): string {
  const told = figures === 1 ? '1 figure' : `${figures} figures`;
  const from = papers === 1 ? '1 paper' : `${papers} papers`;
  if (figures > 0) return `${told} from ${from}`;
  return papers > 0 ? `no figures, ${from}` : 'no papers held';
}

/** What each paragraph of Schedule 12A lets a council keep private, shortly and in plain words. */
export const exemptGrounds: Record<string, string> = {
  '1': 'information about an individual',
  '2': 'information likely to reveal who an individual is',
  '3': 'the financial or business affairs of a person or organisation, the council included',
  '4': 'consultations or negotiations about labour relations',
  '5': 'legal advice that is privileged',
  '6': 'a notice or order the council proposes',
  '7': 'preventing, investigating or prosecuting crime',
};

/** "10 am" of "10:00", "2.30 pm" of "14:30". */
function timeLabel(time: string): string {
  const hour = Number(time.slice(0, 2));
  const minutes = time.slice(3) === '00' ? '' : `.${time.slice(3)}`;
  return `${hour % 12 || 12}${minutes} ${hour < 12 ? 'am' : 'pm'}`;
}
