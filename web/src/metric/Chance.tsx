import type { Series, WireControl } from '@throughline/api/wire/metric';
import { CauseShape } from '../chart/Beside.tsx';
import { type Cause, causesOf } from '../chart/judged.ts';
import { PageLink } from '../ui/PageLink.tsx';
import type { View } from '../view.ts';
import styles from './judging.module.css';
import { ViewForm } from './ViewForm.tsx';

/** Turns the control chart on and off. */
export function ChanceSwitch({ id, view }: { id: string; view: View }) {
  const isOn = view.control !== undefined;
  return (
    <PageLink
      to={`/metrics/${id}`}
      view={{ ...view, control: isOn ? undefined : 'chart' }}
      className={isOn ? styles.on : styles.off}
    >
      Is it more than chance?<span className="visually-hidden">{isOn ? ' Hide' : ' Show'}</span>
    </PageLink>
  );
}

/** What the control chart shows, in words, with the choices behind its lines. */
export function Chance({ control }: { control: NonNullable<Series['control']> }) {
  const kinds = meaningsIn(control);
  return (
    <section aria-labelledby="chance" className={styles.chance}>
      <h2 id="chance">Is it more than chance?</h2>
      {control.sentences.map((words) => (
        <p key={words}>{words}</p>
      ))}
      {kinds.length > 0 && (
        <ul className={styles.key}>
          {kinds.map((meaning) => (
            <li key={meaning}>
              <svg viewBox="-15 -15 30 30" width="20" height="20" aria-hidden="true">
                <CauseShape cause={{ meaning }} />
              </svg>{' '}
              {meaningWords[meaning]}
            </li>
          ))}
        </ul>
      )}
      <details className={`${styles.how} screen-only`}>
        <summary>How this is worked out</summary>
        <div className={styles.form}>
          <p>
            Figures go up and down by themselves. A control chart, as NHS England’s Making Data
            Count draws it, asks which movements are larger or longer than that: a figure outside
            the limits, seven in a row on one side of the average, seven in a row rising or falling,
            or two of three near a limit. Limits need thirteen figures; from seven there is only a
            middle line, and under seven nothing is drawn.
          </p>
          {control.kind === 'xmr' && (
            <ViewForm name="control" always="chart" button="Draw it so">
              {(field) => (
                <fieldset className={styles.group}>
                  <legend>Two choices of the method</legend>
                  {field({
                    value: 'screened',
                    title: 'Leave unusually large steps out of the limits',
                    hint: 'One very unusual figure then does not widen the limits for all the others.',
                  })}
                  {field({
                    value: 'older-rule',
                    title: 'Use the older rule for two of three near a limit',
                    hint: 'Before November 2023 a figure beyond the limit did not count as one of the two.',
                  })}
                </fieldset>
              )}
            </ViewForm>
          )}
        </div>
      </details>
    </section>
  );
}

function meaningsIn({ phases }: WireControl): Cause['meaning'][] {
  return [...new Set([...causesOf(phases).values()].map(({ meaning }) => meaning))];
}

const meaningWords: Record<Cause['meaning'], string> = {
  improvement: 'more than chance, an improvement',
  concern: 'more than chance, a concern',
  neither: 'more than chance, neither good nor bad in itself',
};
