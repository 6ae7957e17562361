import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { WireMetric } from '@throughline/api/wire/metric';
import type { PrivateFigures as Listed } from '@throughline/api/wire/return';
import { isPeriod, periodLabel } from '@throughline/domain/period';
import { useState } from 'react';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { change } from '../return/change.ts';
import styles from '../return/return.module.css';
import { instantLabel } from '../signIn/instantLabel.ts';
import { Form, TextField } from '../ui/Form.tsx';
import { privateQuery } from './approvalQuery.ts';

type Figure = Listed['private'][number];

/** The figures that are private now, each with its ground and the way to make it public. */
export function PrivateFigures() {
  const figures = useQuery(privateQuery());
  const metrics = useQuery(metricsQuery());
  const [released, setReleased] = useState('');
  return (
    <section aria-labelledby="private" className={styles.part}>
      <h2 id="private">Private figures</h2>
      {figures.isError && <p role="alert">{figures.error.message}</p>}
      {figures.data?.length === 0 && <p>No figure is private.</p>}
      {figures.data?.map((one) => (
        <PrivateFigure
          key={Object.values(one.figure).join(' ')}
          one={one}
          metric={metrics.data?.find(({ id }) => id === one.figure.metric)}
          onRelease={setReleased}
        />
      ))}
      <p role="status">{released && `${released}: the figure is public.`}</p>
    </section>
  );
}

interface PrivateFigureProps {
  one: Figure;
  metric: WireMetric | undefined;
  onRelease: (name: string) => void;
}

function PrivateFigure({ one, metric, onRelease }: PrivateFigureProps) {
  const client = useQueryClient();
  const { figure, ground, made_by: by, made_at: at } = one;
  const name = nameOf(one, metric);
  const release = async (form: FormData) => {
    await change('POST', '/exemptions/release', { figure, reason: form.get('reason') });
    onRelease(name);
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return null;
  };
  return (
    <article className={styles.part}>
      <h3>{name}</h3>
      <p>
        {groundOf(ground)} Made private by {by.name}, {instantLabel(at)}.
      </p>
      <details>
        <summary>
          Make it public<span className="visually-hidden">: {name}</span>
        </summary>
        <Form onSend={release} button="Make it public at once">
          <TextField
            name="reason"
            isLong
            label="Why, for the public"
            missing="Say why it becomes public"
          />
        </Form>
      </details>
    </article>
  );
}

function nameOf({ figure }: Figure, metric: WireMetric | undefined): string {
  const { breakdown, category, period, metric: id } = figure;
  const part = metric?.breakdowns
    .find((one) => one.id === breakdown)
    ?.categories.find((one) => one.id === category)?.title;
  const when = isPeriod(period) ? periodLabel(period) : period;
  return [metric?.title ?? id, part, when].filter(Boolean).join(', ');
}

function groundOf(ground: Figure['ground']): string {
  if (ground.kind === 'exempt') {
    return `Exempt by paragraph ${ground.paragraph} of Schedule 12A: ${ended(ground.public_interest)}`;
  }
  return `Confidential by law: ${ended(ground.named)} No resolution releases it; only the end of what forbids it does.`;
}

function ended(text = ''): string {
  return text.replace(/\.?$/, '.');
}
