import { useQuery } from '@tanstack/react-query';
import type { MeetingList } from '@throughline/api/wire/meeting';
import { type Day, dayLabel } from '@throughline/domain/period';
import { useId } from 'react';
import { useLocation } from 'wouter';
import { meetingsQuery } from '../meeting/meetingsQuery.ts';
import { HiddenView } from '../ui/HiddenView.tsx';
import { hrefOf, readView, usePlace } from '../view.ts';
import styles from './shell.module.css';

/**
 * Which meeting the figures are read as at. A form that works without script; with it, choosing is
 * enough, and its button only shows to someone who reaches it by keyboard.
 */
export function AsAtChooser() {
  const id = useId();
  const { path, view } = usePlace();
  const [, navigate] = useLocation();
  const meetings = useQuery(meetingsQuery());
  if (!meetings.data) return <div className={styles.asAt} />;

  const isPicture = path === '/';
  const { latest_with_figures: latest } = meetings.data;
  const chosen = isPicture && view.asAt === latest ? undefined : view.asAt;
  const choose = (day: string) =>
    navigate(hrefOf(path, { ...view, asAt: readView(`as-at=${day}`).asAt }));

  return (
    <form method="get" action={path} className={styles.asAt}>
      <label htmlFor={id}>As the Board knew it on</label>
      <HiddenView view={{ ...view, asAt: undefined }} />
      <select
        id={id}
        name="as-at"
        value={chosen ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        {choices(meetings.data, chosen, isPicture).map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      <button type="submit">Show</button>
    </form>
  );
}

/**
 * Newest first: every meeting that was told a figure, and the day of the address. Where no day is
 * chosen the picture is of the latest meeting, and every other page shows all that is published.
 */
function choices(
  { meetings, latest_with_figures: latest }: MeetingList,
  asAt: Day | undefined,
  isPicture: boolean,
) {
  const days = new Set(meetings.filter(({ figures }) => figures > 0).map(({ date }) => date));
  if (latest && isPicture) days.delete(latest);
  if (asAt) days.add(asAt);
  const earlier = [...days].sort().reverse();
  return [
    { value: '', title: latest && isPicture ? `${dayLabel(latest)}, the latest` : 'today' },
    ...earlier.map((day) => ({ value: day as string, title: dayLabel(day) })),
  ];
}
