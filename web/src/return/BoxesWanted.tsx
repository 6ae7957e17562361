import { useQuery } from '@tanstack/react-query';
import type { WireMetric } from '@throughline/api/wire/metric';
import type { ReturnPage } from '@throughline/api/wire/return';
import { total } from '@throughline/domain/metric';
import { headingWords, periodFrom } from '@throughline/domain/paste/periodWords';
import { type Period, periodLabel } from '@throughline/domain/period';
import { homeArea } from '@throughline/domain/place';
import { useState } from 'react';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { Form, SelectField, TextField, TickFields } from '../ui/Form.tsx';
import { areasQuery } from './areasQuery.ts';
import { change, Refused } from './change.ts';
import type { Filling } from './filling.ts';
import styles from './return.module.css';

/** Chooses which figures a paper prints: a box for each is added to its return. */
export function BoxesWanted({ page, filling }: { page: ReturnPage; filling: Filling }) {
  const metrics = useQuery(metricsQuery());
  const areas = useQuery(areasQuery());
  const [chosen, setChosen] = useState('');
  if (!metrics.data || !areas.data) return null;
  const metric = metrics.data.find(({ id }) => id === chosen) ?? metrics.data[0];
  if (metric === undefined) return null;

  const parts = partsOf(metric);
  const add = async (form: FormData) => {
    const periods = periodsIn(String(form.get('period') ?? ''), metric);
    const wanted = form.getAll('category').flatMap((part) => parts[Number(part)] ?? []);
    if (wanted.length === 0) throw new Error('category: Choose at least one part');
    const area = String(form.get('area') ?? homeArea);
    const boxes = periods.flatMap((period) =>
      wanted.map(({ breakdown, category }) => ({
        metric: metric.id,
        area,
        ...(breakdown !== undefined && { breakdown }),
        category,
        period,
      })),
    );
    await filling.flush();
    filling.become(await added(page, boxes));
    return (
      <p>
        {boxes.length === 1 ? 'One box is' : `${boxes.length} boxes are`} added above:{' '}
        {metric.title}, {periods.map(periodLabel).join(', ')}.
      </p>
    );
  };
  return (
    <section aria-labelledby="wanted" className={styles.part}>
      <h2 id="wanted">Which figures the paper prints</h2>
      <p className={styles.hint}>
        Choose a metric, its parts and its periods; a box for each is added to the figures. Choose
        again for the next table.
      </p>
      <Form onSend={add} button="Add these boxes">
        <SelectField
          name="metric"
          label="Metric"
          missing="Choose a metric"
          groups={byTopic(metrics.data)}
          onChoice={setChosen}
        />
        {parts.length > 1 ? (
          <TickFields
            key={metric.id}
            name="category"
            legend="Parts"
            options={parts.map(({ title }, at) => [String(at), title] as const)}
            initial={['0']}
          />
        ) : (
          <input type="hidden" name="category" value="0" />
        )}
        <TextField
          name="period"
          label="Periods"
          hint={`As the paper says it; several are parted by a semicolon, such as ${exampleOf(metric)}.`}
          missing="Give the period of the figures"
        />
        <SelectField
          name="area"
          label="Place"
          missing="Choose a place"
          options={areas.data.map(({ code, name }) => [code, name] as const)}
          initial={homeArea}
        />
      </Form>
    </section>
  );
}

interface Part {
  breakdown: string | undefined;
  category: string;
  title: string;
}

/** The whole first, then every category of every breakdown. */
function partsOf({ breakdowns }: WireMetric): Part[] {
  return [
    { breakdown: undefined, category: total, title: 'Total' },
    ...breakdowns.flatMap(({ id, title, categories }) =>
      categories
        .filter((each) => each.id !== total)
        .map((each) => ({
          breakdown: id,
          category: each.id,
          title: breakdowns.length > 1 ? `${title}: ${each.title}` : each.title,
        })),
    ),
  ];
}

/** The periods that words name, or the refusal that says which words do not. */
function periodsIn(text: string, { period_kinds: kinds }: WireMetric): Period[] {
  return text
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)
    .map((words) => {
      const { when } = headingWords(words);
      const found = periodFrom(when ? [when] : [], kinds);
      if (found === undefined) throw new Error(`period: “${words}” names no period`);
      if ('refused' in found) throw new Error(`period: “${words}”: ${found.refused}`);
      return found.period;
    });
}

/** Asks for the boxes; whatever is refused of one is told at the field it came from. */
async function added(page: ReturnPage, boxes: readonly object[]): Promise<ReturnPage> {
  try {
    const path = `/papers/${encodeURIComponent(page.id)}/boxes-wanted`;
    return await change<ReturnPage>('POST', path, { boxes });
  } catch (error) {
    const [first] = error instanceof Refused ? error.errors : [];
    throw first === undefined ? error : new Error(`period: ${first.message}`);
  }
}

function byTopic(metrics: readonly WireMetric[]) {
  const topics = new Map<string, (readonly [string, string])[]>();
  for (const { topic_title: topic, id, title } of metrics) {
    topics.set(topic, [...(topics.get(topic) ?? []), [id, title]]);
  }
  return [...topics].map(([title, options]) => ({ title, options }));
}

function exampleOf({ period_kinds: [kind = 'month'] }: WireMetric): string {
  return {
    day: '31 March 2024; 31 March 2025',
    month: 'October 2024; October 2025',
    year: '2023; 2024',
    'financial-year': '2023/24; 2024/25',
    quarter: 'Q1 2024/25; Q2 2024/25',
    'academic-year': '2023/24; 2024/25',
    holiday: 'easter 2024; summer 2024',
    span: 'May 2021 to October 2024',
  }[kind];
}
