import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { WireSession } from '@throughline/api/wire/person';
import type { Proof, ReturnPage } from '@throughline/api/wire/return';

import { directionWord, toneOf } from '../figure/ChangeWords.tsx';
import { change, Refused } from '../return/change.ts';
import styles from '../return/return.module.css';
import { returnQuery, returnsQuery } from '../return/returnQuery.ts';
import { datesOf, stateOf, titleOf } from '../return/returnWords.ts';
import { instantLabel } from '../signIn/instantLabel.ts';
import { onForm } from '../ui/onForm.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { proofQuery } from './approvalQuery.ts';
import { ProofTable } from './ProofTable.tsx';

interface ProofPageProps {
  proof: Proof;
  page: ReturnPage;
  may: WireSession['may'];
}

/** Old beside new, what must be acknowledged, the public words, and the decision. */
export function ProofPage({ proof, page, may }: ProofPageProps) {
  const { publication, state } = page;
  const isOpen = state === 'submitted' || state === 'checked';
  const count = (outcome: Proof['boxes'][number]['outcome']) =>
    proof.boxes.filter((box) => box.outcome === outcome).length;
  return (
    <div className={styles.page}>
      <PageHead above={<PageLink to="/approvals">Approvals</PageLink>} title={titleOf(page)}>
        <p>
          This return is {stateOf(page)}. {count('new')} new and {count('changed')} changed figures
          {count('hidden') > 0 && `, ${count('hidden')} hidden to protect confidentiality`}
          {count('private') > 0 && `, ${count('private')} private`}
          {count('printed') > 0 && `, ${count('printed')} printed as published already`}.{' '}
          {datesOf(page)}
        </p>
        {publication && (
          <p>
            {publication.public ? 'Published' : 'Becomes public'} on {instantLabel(publication.at)},
            approved by {publication.approved_by.name}.
          </p>
        )}
      </PageHead>
      <section aria-labelledby="figures" className={styles.part}>
        <h2 id="figures">What becomes public</h2>
        <ProofTable proof={proof} page={page} />
        {proof.gaps.length > 0 && (
          <>
            <p>
              These are published now and become gaps, because what is private beside them could be
              worked out from them:
            </p>
            <ul>
              {proof.gaps.map(
                ({ metric_title: metric, category_title: category, period_label }) => (
                  <li key={`${metric} ${category} ${period_label}`}>
                    {metric}, {category}, {period_label}
                  </li>
                ),
              )}
            </ul>
          </>
        )}
      </section>
      <section aria-labelledby="preview" className={styles.part}>
        <h2 id="preview">What the public pages will say</h2>
        {proof.preview.length === 0 && <p>No total changes, so no headline does.</p>}
        {proof.preview.map(({ metric, headline, sentence, direction }) => (
          <article key={metric}>
            <h3>{headline}</h3>
            <p>{sentence}</p>
            <p className={styles.hint}>
              Direction of travel: <b className={toneOf(direction)}>{directionWord(direction)}</b>
              {direction.reason && `, because ${direction.reason}`}.
            </p>
          </article>
        ))}
      </section>
      {isOpen && <Decide proof={proof} page={page} />}
      {state === 'published' && may.includes('withdraw') && <Withdraw page={page} />}
    </div>
  );
}

/** Publishing now or at a time, or sending back. */
function Decide({ proof, page }: { proof: Proof; page: ReturnPage }) {
  const read = useReading(page.id);
  const publish = useMutation({
    mutationFn: async (form: FormData) => {
      const path = `/returns/${encodeURIComponent(page.id)}`;
      const at = form.get('when') === 'later' ? String(form.get('at') ?? '') : undefined;
      // Checking and publishing are two steps of the record; here one person takes both.
      const { changes } =
        page.state === 'submitted'
          ? await change<ReturnPage>('POST', `${path}/check`, { seen: proof.seen })
          : { changes: proof.seen };
      return change<ReturnPage>('POST', `${path}/publish`, {
        seen: changes,
        acknowledged: form.getAll('acknowledged').map(String),
        note: String(form.get('note') ?? ''),
        ...(at !== undefined && { at }),
      });
    },
    onSettled: read,
  });
  const sendBack = useMutation({
    mutationFn: (note: string) =>
      change<ReturnPage>('POST', `/returns/${encodeURIComponent(page.id)}/send-back`, {
        seen: proof.seen,
        note,
      }),
    onSettled: read,
  });
  const isForbidden = proof.forbidden.length > 0;
  return (
    <>
      <section aria-labelledby="publish" className={styles.part}>
        <h2 id="publish">Publish</h2>
        {isForbidden && (
          <div className={styles.summary}>
            <h3>It cannot be published</h3>
            <ul>
              {proof.forbidden.map((why) => (
                <li key={why}>{why}</li>
              ))}
            </ul>
          </div>
        )}
        {!isForbidden && (
          <form
            method="post"
            className={styles.form}
            onSubmit={onForm((form) => publish.mutate(form))}
          >
            {proof.to_acknowledge.length > 0 && (
              <fieldset className={styles.fields}>
                <legend>Acknowledge each warning and what is said to it</legend>
                {proof.to_acknowledge.map(({ id, message, explanation, position }) => (
                  <label key={id} className={styles.tick}>
                    <input type="checkbox" name="acknowledged" value={id} required />
                    <span>
                      <b>{boxOf(proof, position)}</b> {message}
                      {explanation && <> They say: “{explanation}”</>}
                    </span>
                  </label>
                ))}
              </fieldset>
            )}
            <fieldset className={styles.fields}>
              <legend>When</legend>
              <label className={styles.tick}>
                <input type="radio" name="when" value="now" defaultChecked />
                <span>Now</span>
              </label>
              <label className={styles.tick}>
                <input type="radio" name="when" value="later" />
                <span>At a time, by the clock in Coventry:</span>
              </label>
              <p className={styles.field}>
                <label htmlFor="at" className="visually-hidden">
                  Day and time in Coventry
                </label>
                <input id="at" name="at" type="datetime-local" defaultValue={papersMorning(page)} />
              </p>
            </fieldset>
            <p className={styles.field}>
              <label htmlFor="note">Note for the record (optional)</label>
              <textarea id="note" name="note" rows={2} maxLength={5000} />
            </p>
            <Problem error={publish.error} />
            <p>
              <button type="submit" className={styles.main} disabled={publish.isPending}>
                Publish
              </button>
            </p>
          </form>
        )}
      </section>
      <section aria-labelledby="back" className={styles.part}>
        <h2 id="back">Send back</h2>
        <form
          method="post"
          className={styles.form}
          onSubmit={onForm((form) => sendBack.mutate(String(form.get('why') ?? '')))}
        >
          <p className={styles.field}>
            <label htmlFor="why">What the officers should put right</label>
            <textarea id="why" name="why" rows={2} required maxLength={5000} />
          </p>
          <Problem error={sendBack.error} />
          <p>
            <button type="submit" disabled={sendBack.isPending}>
              Send it back
            </button>
          </p>
        </form>
      </section>
    </>
  );
}

/** Taking everything away again that a return made public, or calling it off before it does. */
function Withdraw({ page }: { page: ReturnPage }) {
  const read = useReading(page.id);
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      change<ReturnPage>('POST', `/returns/${encodeURIComponent(page.id)}/withdraw`, {
        seen: page.changes,
        reason,
      }),
    onSettled: read,
  });
  const isPublic = page.publication?.public === true;
  return (
    <section aria-labelledby="withdraw" className={styles.part}>
      <h2 id="withdraw">{isPublic ? 'Withdraw' : 'Call it off'}</h2>
      <p>
        {isPublic
          ? 'Everything this return made public is taken away at once, and leaves marked gaps.'
          : 'Nothing of it is public yet, and nothing becomes so. Its officers can open it again.'}
      </p>
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) => withdraw.mutate(String(form.get('reason') ?? '')))}
      >
        <p className={styles.field}>
          <label htmlFor="reason">
            {isPublic ? 'Why, for the public' : 'Why, for the officers'}
          </label>
          <textarea id="reason" name="reason" rows={2} required maxLength={5000} />
        </p>
        <Problem error={withdraw.error} />
        <p>
          <button type="submit" disabled={withdraw.isPending}>
            {isPublic ? 'Withdraw it' : 'Call it off'}
          </button>
        </p>
      </form>
    </section>
  );
}

/** Why something was not done, with all that stands in the way. */
function Problem({ error }: { error: Error | null }) {
  if (error === null) return null;
  return (
    <div role="alert" className={styles.problem}>
      <p>{error.message.replace(/\.?$/, '.')}</p>
      {error instanceof Refused && error.errors.length > 0 && (
        <ul>
          {error.errors.map(({ at, message }) => (
            <li key={`${at} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Reads everything again that a decision changes: a published figure is on every page. */
function useReading(id: string): () => Promise<unknown> {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({
      predicate: ({ queryKey }) => !['session', 'return', 'proof'].includes(String(queryKey[0])),
    });
    await client.invalidateQueries({ queryKey: returnsQuery().queryKey });
    await client.invalidateQueries({ queryKey: returnQuery(id).queryKey });
    await client.invalidateQueries({ queryKey: proofQuery(id).queryKey });
  };
}

function boxOf({ boxes }: Proof, position: number | undefined): string {
  const box = boxes.find((each) => each.position === position);
  return box ? `${box.metric_title}, ${box.category_title}:` : '';
}

/** Nine on the day the papers go out, the usual moment. */
function papersMorning({ papers_on: papers }: ReturnPage): string | undefined {
  return papers && `${papers}T09:00`;
}
