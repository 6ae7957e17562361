import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WireSession } from '@throughline/api/wire/person';
import type { ReturnPage } from '@throughline/api/wire/return';
import { londonTime } from '@throughline/domain/london';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { instantLabel } from '../signIn/instantLabel.ts';
import { signInHref } from '../signIn/SignedIn.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { usePlace } from '../view.ts';
import { BoxesWanted } from './BoxesWanted.tsx';
import { change, pathOf } from './change.ts';
import { type Filled, Filling, filledCount } from './filling.ts';
import { Grid } from './Grid.tsx';
import styles from './return.module.css';
import { returnQuery, returnsQuery } from './returnQuery.ts';
import { datesOf, isToCheck, stateOf, titleOf } from './returnWords.ts';
import { Sending } from './Sending.tsx';
import { SourceOfAll } from './SourceOfAll.tsx';

const pollEvery = 4_000;
/** Nobody who is away is kept signed in by our asking. */
const awayAfter = 10 * 60_000;

/** A return as its officers fill it in, or as it stands once it was sent. */
export function Return({ page: first, session }: { page: ReturnPage; session: WireSession }) {
  const [filling] = useState(() => new Filling(first, session.name ?? ''));
  const filled = useSyncExternalStore(filling.subscribe, filling.look, filling.look);
  const client = useQueryClient();
  useEffect(() => {
    filling.takeUp();
    void filling.poll();
    const stop = keepUp(filling);
    return () => {
      stop();
      void filling.flush();
      // What is in the store of pages is older than what was filled in; it is read anew.
      void client.invalidateQueries({ queryKey: returnsQuery().queryKey });
      void client.invalidateQueries({ queryKey: returnQuery(first.id).queryKey });
    };
  }, [filling, client, first.id]);

  const { page } = filled;
  const doing = { quarter: 'enter return', correction: 'correct', paper: 'add papers' } as const;
  const mayEnter = session.may.includes(doing[page.kind]) && page.state === 'draft';
  return (
    <div className={styles.page}>
      <div className={styles.top}>
        <PageHead above={<PageLink to="/returns">Returns</PageLink>} title={titleOf(page)}>
          <p>{standing(filled)}</p>
        </PageHead>
        {mayEnter && (
          <div className={styles.tools}>
            <SavingWords filled={filled} />
            <PageLink to={`/returns/${page.id}/paste`} className={styles.button}>
              Paste or upload a table
            </PageLink>
            <a href="#send" className={styles.main}>
              Send for approval
            </a>
          </div>
        )}
      </div>
      {!mayEnter && <Stands page={page} mayApprove={session.may.includes('approve')} />}
      {page.state === 'withdrawn' && session.may.includes(doing[page.kind]) && (
        <Reopen filling={filling} page={page} />
      )}
      {mayEnter && page.kind !== 'paper' && <SourceOfAll filling={filling} filled={filled} />}
      {page.boxes.length === 0 ? (
        <p>No figures of this paper are asked for yet.</p>
      ) : (
        <Grid filling={filling} filled={filled} mayEnter={mayEnter} />
      )}
      {mayEnter && page.kind === 'paper' && <BoxesWanted page={page} filling={filling} />}
      {mayEnter && page.boxes.length > 0 && <Sending filling={filling} filled={filled} />}
      <Steps page={page} />
    </div>
  );
}

function SavingWords({ filled: { saving, drafts, clashes } }: { filled: Filled }) {
  const { path } = usePlace();
  return (
    <p role="status" className={saving.kind === 'refused' ? styles.unsaved : styles.saved}>
      {saving.kind === 'saving' && 'Saving…'}
      {saving.kind === 'saved' && drafts.size === 0 && `Saved ${londonTime(saving.at)}`}
      {saving.kind === 'saved' && drafts.size > 0 && clashes.size === 0 && 'Saving…'}
      {clashes.size > 0 && saving.kind !== 'saving' && 'One box was also saved by somebody else'}
      {saving.kind === 'unreachable' &&
        'Not saved: the server cannot be reached. What you typed is kept in this browser.'}
      {saving.kind === 'refused' && (
        <>
          Not saved: {saving.why}.{' '}
          {saving.status === 401 && (
            <>
              What you typed is kept in this browser. <a href={signInHref(path)}>Sign in</a>
            </>
          )}
        </>
      )}
    </p>
  );
}

/** What is asked of whoever looks at a return that they do not fill in. */
function Stands({ page, mayApprove }: { page: ReturnPage; mayApprove: boolean }) {
  const { publication, state } = page;
  return (
    <p className={styles.stands}>
      This return is {stateOf(page)}.{' '}
      {publication &&
        `It ${publication.public ? 'was published' : 'becomes public'} on ${instantLabel(publication.at)}, approved by ${publication.approved_by.name}. `}
      {mayApprove && (state === 'submitted' || state === 'checked') && (
        <PageLink to={`/approvals/${page.id}`}>Check and publish it</PageLink>
      )}
      {mayApprove && state === 'published' && (
        <PageLink to={`/approvals/${page.id}`}>
          {publication?.public ? 'Withdraw it' : 'Call it off'}
        </PageLink>
      )}
    </p>
  );
}

/** A withdrawn return can be put right and sent again. */
function Reopen({ filling, page }: { filling: Filling; page: ReturnPage }) {
  const reopen = useMutation({
    mutationFn: () =>
      change<ReturnPage>('POST', `${pathOf(page)}/reopen`, { seen: page.changes, note: '' }),
    onSuccess: (next) => filling.become(next),
  });
  return (
    <div>
      <button type="button" disabled={reopen.isPending} onClick={() => reopen.mutate()}>
        Open it again
      </button>
      {reopen.isError && (
        <p role="alert" className={styles.problem}>
          {reopen.error.message}
        </p>
      )}
    </div>
  );
}

function Steps({ page: { steps } }: { page: ReturnPage }) {
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="steps" className={styles.part}>
      <h2 id="steps">What was done</h2>
      <ol className={styles.steps}>
        {steps.map(({ step, by, at, note }) => (
          <li key={at}>
            {stepWords[step]} by {by.name}, {instantLabel(at)}.{note && ` “${note}”`}
          </li>
        ))}
      </ol>
    </section>
  );
}

const stepWords: Record<ReturnPage['steps'][number]['step'], string> = {
  submitted: 'Sent for approval',
  'sent back': 'Sent back',
  checked: 'Checked',
  published: 'Approved for publishing',
  withdrawn: 'Withdrawn',
  reopened: 'Opened again',
};

/** "October to December 2024. 14 of 22 figures entered, 2 to check. Due …" */
function standing(filled: Filled): string {
  const { page } = filled;
  const toCheck =
    page.state === 'draft'
      ? page.boxes.filter(({ findings }) => findings.some(isToCheck)).length
      : 0;
  const entered = `${filledCount(filled)} of ${page.boxes.length} ${page.boxes.length === 1 ? 'figure' : 'figures'} entered`;
  return [
    page.covers && `${page.covers}.`,
    `${entered}${toCheck > 0 ? `, ${toCheck} to check` : ''}.`,
    datesOf(page),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Asks for the saves of others while somebody is there; saves at once when the page is left. */
function keepUp(filling: Filling): () => void {
  let active = Date.now();
  const stir = () => {
    active = Date.now();
  };
  const leave = () => {
    if (document.visibilityState === 'hidden') void filling.flush();
  };
  const timer = setInterval(() => {
    const isAway = Date.now() - active > awayAfter || document.visibilityState === 'hidden';
    if (!isAway) void filling.poll();
  }, pollEvery);
  addEventListener('keydown', stir);
  addEventListener('pointermove', stir);
  addEventListener('online', stir);
  document.addEventListener('visibilitychange', leave);
  return () => {
    clearInterval(timer);
    removeEventListener('keydown', stir);
    removeEventListener('pointermove', stir);
    removeEventListener('online', stir);
    document.removeEventListener('visibilitychange', leave);
  };
}
