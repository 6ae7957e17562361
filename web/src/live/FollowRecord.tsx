import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { WireEvent } from '@throughline/api/wire/event';
import type { Picture } from '@throughline/api/wire/picture';
import { useRef, useState } from 'react';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import styles from './live.module.css';
import { useEvents } from './useEvents.ts';

/** What can be read of the record, by the first word under which it is kept. */
const ofTheRecord = new Set([
  'discrepancies',
  'document',
  'documents',
  'meeting',
  'meetings',
  'metric',
  'metrics',
  'picture',
  'requests',
  'series',
]);

/** What was told at once is read at once. */
const togetherFor = 50;

interface Corrected {
  at: string;
  metrics: { id: string; title: string }[];
}

/**
 * Reads again what is shown of the record whenever it changes. What stands on the page stays until
 * the new is there, in its place; that figures were corrected is said beside the page, once they are
 * shown, without touching what has the focus.
 */
export function FollowRecord({ after }: { after?: string | undefined }) {
  const client = useQueryClient();
  const { path } = usePlace();
  const [corrected, setCorrected] = useState<Corrected>();
  const told = useRef<WireEvent[]>([]);

  useEvents(
    ['record'],
    (event) => {
      told.current.push(event);
      if (told.current.length === 1) setTimeout(readAgain, togetherFor);
    },
    { after },
  );

  async function readAgain() {
    const events = told.current;
    told.current = [];
    const before = shown(client);
    const hasChanged = new Promise<boolean>((resolve) => {
      const isNew = () => shown(client).some((one) => !before.includes(one));
      const forget = client.getQueryCache().subscribe(() => isNew() && resolve(true));
      const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) =>
        ofTheRecord.has(String(queryKey[0]));
      void client.invalidateQueries({ predicate }).then(() => {
        forget();
        resolve(isNew());
      });
    });
    // A page as at an earlier day shows what it showed, and has nothing to say.
    if (!(await hasChanged)) return;
    const metrics = new Set(
      events.flatMap(({ about }) =>
        Array.isArray(about['corrected'])
          ? about['corrected'].map((figure) => figure.split(':')[0] ?? '')
          : [],
      ),
    );
    if (metrics.size === 0) return;
    setCorrected({
      at: new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' }),
      metrics: [...metrics].map((id) => ({ id, title: titleOf(client, id) })),
    });
  }

  return (
    <p role="status" className={styles.note}>
      {corrected && (
        <>
          <strong>Corrected at {corrected.at}:</strong>{' '}
          {corrected.metrics.map(({ id, title }, index) => (
            <span key={id}>
              {index > 0 && '; '}
              {path === `/metrics/${id}` ? (
                title
              ) : (
                <PageLink to={`/metrics/${id}`}>{title}</PageLink>
              )}
            </span>
          ))}
          . The page shows the new figures.
        </>
      )}
    </p>
  );
}

/** Everything of the record that the page shows; what is read again and is the same stays the same. */
function shown(client: QueryClient): unknown[] {
  return client
    .getQueryCache()
    .findAll({ type: 'active' })
    .filter(({ queryKey }) => ofTheRecord.has(String(queryKey[0])))
    .map(({ state }) => state.data);
}

/** A metric's title, where the page has read it. */
function titleOf(client: QueryClient, id: string): string {
  const pictures = client.getQueriesData<Picture>({ queryKey: ['picture'] });
  const rows = pictures.flatMap(([, picture]) => picture?.topics.flatMap((one) => one.rows) ?? []);
  const [, metric] =
    client.getQueriesData<{ title?: string }>({ queryKey: ['metric', id] })[0] ?? [];
  return metric?.title ?? rows.find((row) => row.metric === id)?.title ?? 'a figure of the record';
}
