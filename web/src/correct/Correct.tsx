import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Point } from '@throughline/api/wire/figure';
import type { MetricPage } from '@throughline/api/wire/metric';
import type { WireSession } from '@throughline/api/wire/person';
import type { ReturnChanges, ReturnPage } from '@throughline/api/wire/return';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { figureText } from '../figure/FigureText.tsx';
import { typedFrom } from '../return/boxText.ts';
import { change, pathOf } from '../return/change.ts';
import { Choice, changeWords, forbidderWords, paragraphWords, Text } from '../return/More.tsx';
import styles from '../return/return.module.css';
import { Form, SelectField, TextField } from '../ui/Form.tsx';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';

interface CorrectProps {
  metric: MetricPage;
  points: readonly Point[];
  may: WireSession['may'];
}

/** Which published figure, what is to be done to it, and why. */
export function Correct({ metric, points, may }: CorrectProps) {
  const [chosen, setChosen] = useState(0);
  const doable = doings.filter(([doing]) => may.includes(doing));
  const [doing, setDoing] = useState<string>(doable[0]?.[0] ?? '');
  const newest = points.toSorted((a, b) => (a.period_end < b.period_end ? 1 : -1));
  const point = newest[chosen];
  return (
    <div className={styles.page}>
      <PageHead
        above={<PageLink to={`/metrics/${metric.id}`}>{metric.title}</PageLink>}
        title="Put a figure right"
      >
        <p>Correct it, withdraw it or make it private. Each is kept with its reason.</p>
      </PageHead>
      {point === undefined ? (
        <p>Nothing is published of this metric yet.</p>
      ) : (
        <>
          <div className={styles.form}>
            <Choice
              label="Which figure"
              value={String(chosen)}
              options={newest.map((each, at) => [String(at), nameOf(each, metric)])}
              onChoice={(at) => setChosen(Number(at))}
            />
            <Choice label="What to do" value={doing} options={doable} onChoice={setDoing} />
          </div>
          {doing === 'correct' && (
            <Part title="Correct it">
              <Correction key={chosen} point={point} metric={metric} />
            </Part>
          )}
          {doing === 'withdraw' && (
            <Part title="Withdraw it">
              <Withdrawal key={chosen} point={point} metric={metric} />
            </Part>
          )}
          {doing === 'exempt' && (
            <Part title="Make it private">
              <Exemption key={chosen} point={point} metric={metric} />
            </Part>
          )}
        </>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-labelledby="doing" className={styles.part}>
      <h2 id="doing">{title}</h2>
      {children}
    </section>
  );
}

interface DoingProps {
  point: Point;
  metric: MetricPage;
}

/** A new figure with its kind of change and its reason; sent for approval from its own return. */
function Correction({ point, metric }: DoingProps) {
  const [figure, setFigure] = useState('');
  const [kind, setKind] = useState<(typeof changeWords)[number][0]>('correction');
  const [reason, setReason] = useState('');
  const [source, setSource] = useState('');
  const [, navigate] = useLocation();
  const correct = useMutation({
    mutationFn: async () => {
      const page = await change<ReturnPage>('POST', '/corrections', {
        figure: observationOf(point, metric),
      });
      const [box] = page.boxes;
      if (box === undefined) throw new Error('A correction has a box');
      const content = {
        ...box.content,
        typed: typedFrom(figure, box),
        source,
        change: { kind, reason },
      };
      const path = `${pathOf(page)}/boxes/${box.position}`;
      const { boxes } = await change<ReturnChanges>('PUT', path, content, box.etag);
      // The check asks why as well; it has been said.
      const asked = boxes[0]?.findings.find(({ rule }) => rule === 'changes-published')?.question;
      if (boxes[0] && asked !== undefined && reason.trim() !== '') {
        const answers = [{ question: asked, reason }];
        await change<ReturnChanges>('PUT', path, { ...content, answers }, boxes[0].etag);
      }
      return page;
    },
    onSuccess: ({ id }) => navigate(`/returns/${id}`),
  });
  return (
    <Doing error={correct.error} isBusy={correct.isPending} onDo={correct.mutate} label="Go on">
      <Text label="The figure as it should be" value={figure} onText={setFigure} />
      <Choice
        label="What kind of change it is"
        value={kind}
        options={changeWords}
        onChoice={(next) => {
          const known = changeWords.find(([each]) => each === next)?.[0];
          if (known) setKind(known);
        }}
      />
      <Text isLong label="Why, for the public" value={reason} onText={setReason} />
      <Text label="Where the figure comes from" value={source} onText={setSource} />
      <p className={styles.hint}>
        It is checked on the next page and sent from there; somebody else approves it. What the
        Board was told stays readable: the old figure, the new one and the reason.
      </p>
    </Doing>
  );
}

function Withdrawal({ point, metric }: DoingProps) {
  const read = useReading();
  const [isDone, setDone] = useState(false);
  const withdraw = async (form: FormData) => {
    const figure = observationOf(point, metric);
    await change('POST', '/withdrawals', { figure, reason: form.get('reason') });
    setDone(true);
    read();
    return null;
  };
  if (isDone) return <Done metric={metric}>The figure is withdrawn.</Done>;
  return (
    <Form onSend={withdraw} button="Withdraw it at once">
      <p>Everyone sees a marked gap with this reason instead of the figure.</p>
      <TextField
        name="reason"
        isLong
        label="Why, for the public"
        missing="Say why it is withdrawn"
      />
    </Form>
  );
}

/** The fields are named as the API names them, so that what it refuses is told at each. */
function Exemption({ point, metric }: DoingProps) {
  const read = useReading();
  const [kind, setKind] = useState<string>('exempt');
  const [isDone, setDone] = useState(false);
  const exempt = async (form: FormData) => {
    const parts = ['kind', 'paragraph', 'public_interest', 'forbidden_by', 'named'].flatMap(
      (part) => {
        const said = form.get(`ground.${part}`);
        return said === null ? [] : [[part, said]];
      },
    );
    const figure = observationOf(point, metric);
    await change('POST', '/exemptions', { figure, ground: Object.fromEntries(parts) });
    setDone(true);
    read();
    return null;
  };
  if (isDone) return <Done metric={metric}>The figure is private.</Done>;
  return (
    <Form onSend={exempt} button="Make it private at once">
      <p>
        The public sees a marked gap that names the ground alone. An approver can make it public
        again.
      </p>
      <SelectField
        name="ground.kind"
        label="Ground"
        missing="Say on what ground"
        options={[
          ['exempt', 'exempt by Schedule 12A'],
          ['confidential', 'confidential by law'],
        ]}
        onChoice={setKind}
      />
      {kind === 'exempt' ? (
        <>
          <SelectField
            name="ground.paragraph"
            label="Paragraph of Schedule 12A"
            missing="Say by which paragraph"
            options={paragraphWords}
          />
          <TextField
            name="ground.public_interest"
            isLong
            label="Why the public interest is in its staying private"
            hint="Kept with the figure, and not told to the public."
            missing="Say why the public interest is in its staying private"
          />
        </>
      ) : (
        <>
          <SelectField
            name="ground.forbidden_by"
            label="What forbids it to be public"
            missing="Say what forbids it"
            options={forbidderWords}
          />
          <TextField
            name="ground.named"
            label="Which order, enactment or department"
            missing="Name the order, the enactment or the department"
          />
        </>
      )}
    </Form>
  );
}

interface CorrectionFormProps {
  error: Error | null;
  isBusy: boolean;
  onDo: () => void;
  label: string;
  children: ReactNode;
}

function Doing({ error, isBusy, onDo, label, children }: CorrectionFormProps) {
  return (
    <form method="post" className={styles.form} onSubmit={onForm(() => onDo())}>
      {children}
      {error && (
        <p role="alert" className={styles.problem}>
          {error.message}
        </p>
      )}
      <p>
        <button type="submit" className={styles.main} disabled={isBusy}>
          {label}
        </button>
      </p>
    </form>
  );
}

function Done({ metric, children }: { metric: MetricPage; children: ReactNode }) {
  return (
    <p role="status" className={styles.stands}>
      {children} <PageLink to={`/metrics/${metric.id}`}>See {metric.title}</PageLink>.
    </p>
  );
}

/** Reads every page again after something was done to a published figure. */
function useReading(): () => void {
  const client = useQueryClient();
  return () =>
    void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

function observationOf({ area, breakdown, category, period }: Point, { id }: MetricPage) {
  return { metric: id, area, ...(breakdown !== undefined && { breakdown }), category, period };
}

/** "October 2024, Social Worker: 9" */
function nameOf(point: Point, { breakdowns, unit }: MetricPage): string {
  const part = breakdowns
    .find(({ id }) => id === point.breakdown)
    ?.categories.find(({ id }) => id === point.category)?.title;
  const name = [point.period_label, part].filter(Boolean).join(', ');
  return `${name}: ${'symbol' in point ? `[${point.symbol}]` : figureText(point, unit)}`;
}

const doings = [
  ['correct', 'correct it'],
  ['withdraw', 'withdraw it: it leaves a marked gap'],
  ['exempt', 'make it private: exempt or confidential'],
] as const;
