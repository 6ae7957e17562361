import { useQuery } from '@tanstack/react-query';
import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { useSyncExternalStore } from 'react';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { later } from '../ui/later.tsx';

interface OwnNotesProps {
  metric: MetricPage;
  series: Series;
}

const body = later(() => import('./MetricNotes.tsx').then(({ MetricNotes }) => MetricNotes));

/**
 * One's own notes on a metric. Never in the page as the server sends it, and not a byte of it for
 * those who have not signed in: it is fetched once the browser knows that somebody has.
 */
export function OwnNotes(props: OwnNotesProps) {
  const may = useQuery(sessionQuery()).data?.may ?? [];
  const isInBrowser = useSyncExternalStore(never, yes, no);
  if (!isInBrowser || !may.includes('keep notes')) return null;
  return <body.Part {...props} />;
}

const never = () => () => undefined;
const yes = () => true;
const no = () => false;
