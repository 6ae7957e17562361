import type { MetricPage, Series } from '@throughline/api/wire/metric';
import { Loading } from '../ui/Loading.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { useKeeping } from './keeping.ts';
import { NoteForm } from './NoteForm.tsx';
import { NoteList } from './NoteList.tsx';
import styles from './note.module.css';

interface MetricNotesProps {
  metric: MetricPage;
  series: Series;
}

/** One's own notes and questions on a metric, and a form for another. */
export function MetricNotes({ metric, series }: MetricNotesProps) {
  const keeping = useKeeping(metric.id);
  const { notes, kept, keep } = keeping;
  const subjects = series.points
    .toReversed()
    .map(({ period, period_label: label }) => ({ period, label }));
  const isChanging = kept.some(({ note }) => note.id === keep.variables?.id);
  return (
    <section aria-labelledby="own-notes" className={`${styles.own} screen-only`}>
      <h2 id="own-notes">Your notes and questions</h2>
      {notes.isPending && <Loading what="notes" />}
      {notes.isError && <ProblemMessage error={notes.error} what="notes" />}
      {kept.length > 0 && <NoteList kept={kept} keeping={keeping} subjects={subjects} />}
      <details open={kept.length === 0}>
        <summary>Write one</summary>
        <NoteForm
          about={{ metric: metric.id, area: series.area }}
          subjects={subjects}
          keep={keep.mutateAsync}
          isBusy={keep.isPending}
          problem={isChanging ? undefined : keep.error?.message}
        />
      </details>
      <p className={styles.hint}>
        <PageLink to="/notes">All your notes</PageLink>, to read, print and take with you.
      </p>
    </section>
  );
}
