import type { CalendarEntry } from '@throughline/domain/meetingCalendar';
import { dayLabel } from '@throughline/domain/period';

const board = 'Education and Children’s Services Scrutiny Board';

/** The rules of the clock in Coventry since the European Union made them one. */
const londonZone = [
  'BEGIN:VTIMEZONE',
  'TZID:Europe/London',
  'BEGIN:DAYLIGHT',
  'DTSTART:19960331T010000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'TZNAME:BST',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0100',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'DTSTART:19961027T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'TZNAME:GMT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/**
 * Meetings as a calendar, RFC 5545. `home` is where people find the product, if that is known. How
 * long a meeting takes no paper says, so an entry has a beginning only.
 */
export function toCalendar(entries: readonly CalendarEntry[], home: URL | undefined): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Throughline//Meetings of the Board//EN',
    'CALSCALE:GREGORIAN',
    `NAME:${text(board)}`,
    `X-WR-CALNAME:${text(board)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT12H',
    ...londonZone,
    ...entries.flatMap((entry) => eventOf(entry, home)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(entry: CalendarEntry, home: URL | undefined): string[] {
  const { uid, sequence, changedAt, date, startsAt, state, movedFrom, note } = entry;
  const isOff = state === 'cancelled';
  const day = date.replaceAll('-', '');
  const words = [movedFrom && `Moved from ${dayLabel(movedFrom)}.`, note].filter(Boolean).join(' ');
  return [
    'BEGIN:VEVENT',
    `UID:${uid}`,
    `DTSTAMP:${instant(changedAt)}`,
    `LAST-MODIFIED:${instant(changedAt)}`,
    `SEQUENCE:${sequence}`,
    startsAt === undefined
      ? `DTSTART;VALUE=DATE:${day}`
      : `DTSTART;TZID=Europe/London:${day}T${startsAt.replace(':', '')}00`,
    `SUMMARY:${text(isOff ? `Cancelled: ${board}` : board)}`,
    ...(words === '' ? [] : [`DESCRIPTION:${text(words)}`]),
    ...(home === undefined ? [] : [`URL:${new URL(`/meetings/${date}`, home).href}`]),
    `STATUS:${isOff ? 'CANCELLED' : 'CONFIRMED'}`,
    // A day without an hour must not make the whole of it look taken.
    `TRANSP:${isOff || startsAt === undefined ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

/** "20241128T100000Z". */
function instant(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Text with what means something to a calendar made harmless. */
function text(words: string): string {
  return words
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** A line in pieces of at most 75 octets, none of which breaks a character. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > 75) {
      pieces.push(piece);
      // The space that begins the next counts.
      piece = '';
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return [...pieces, piece].join('\r\n ');
}
