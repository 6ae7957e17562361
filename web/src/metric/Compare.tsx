import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { dayLabel } from '@throughline/domain/period';
import { shortTitle } from '../chart/compared.ts';
import styles from './judging.module.css';
import { type Choice, ViewForm } from './ViewForm.tsx';

interface CompareProps {
  metric: MetricPage;
  series: Series;
}

/** What a reader may set beside the series: places, the neighbours' median, named authorities. */
export function Compare({ metric, series }: CompareProps) {
  const { places, median, authorities } = choicesOf(metric, series);
  if (places.length + authorities.length === 0) return null;
  const chosen = (series.comparing?.lines ?? []).map(shortTitle);
  return (
    <details className={`${styles.compare} screen-only`}>
      <summary>
        Compare{' '}
        <span className={styles.chosen}>
          {chosen.length > 0 ? `with ${chosen.join(', ')}` : 'with other places'}
        </span>
      </summary>
      <ViewForm name="compare" button="Compare">
        {(field) => (
          <>
            {places.length + median.length > 0 && (
              <fieldset className={styles.group}>
                <legend>Coventry beside</legend>
                {[...median, ...places].map(field)}
              </fieldset>
            )}
            {authorities.length > 0 && (
              <fieldset className={styles.group}>
                <legend>Authorities by name</legend>
                <div className={styles.many}>{authorities.map(field)}</div>
              </fieldset>
            )}
            <p className={styles.hint}>
              The chart has room for four lines; the table and the file have all that you choose.
            </p>
          </>
        )}
      </ViewForm>
    </details>
  );
}

function choicesOf(
  { areas, neighbours }: MetricPage,
  { area }: Series,
): Record<'places' | 'median' | 'authorities', Choice[]> {
  const others = areas.filter(({ code }) => code !== area);
  const held = new Set(others.map(({ code }) => code));
  const models = neighbours.filter(({ members }) => members.some((one) => held.has(one.area)));
  return {
    places: others
      .filter(({ level }) => level !== 'authority')
      .map(({ code, name }) => ({ value: code, title: name })),
    median:
      models.length === 0
        ? []
        : [
            {
              value: 'neighbours',
              title: 'Median of its statistical neighbours',
              hint: `The authorities most like Coventry: ${models
                .map(({ model, in_force_from }) => `${model} from ${dayLabel(in_force_from)}`)
                .join(', ')}`,
            },
          ],
    authorities: others
      .filter(({ level }) => level === 'authority')
      .map(({ code, name }) => {
        const of = models.filter(({ members }) => members.some((one) => one.area === code));
        return { value: code, title: name, hint: of.map(({ model }) => model).join(' and ') };
      }),
  };
}
