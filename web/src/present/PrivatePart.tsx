import { useMutation, useQuery } from '@tanstack/react-query';
import type {
  PresentationPage,
  WireAdmission,
  WireExclusion,
  WireExclusionGiven,
} from '@throughline/api/wire/presentation';
import { londonDay, londonTime } from '@throughline/domain/london';
import { dayLabel } from '@throughline/domain/period';
import { exemptParagraphs, type Forbidder } from '@throughline/domain/privateGround';
import { send } from '../api.ts';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { onForm } from '../ui/onForm.ts';
import styles from './present.module.css';
import { codeWords } from './presentQuery.ts';
import type { Presenting } from './usePresenting.ts';

interface PrivateProps {
  page: PresentationPage;
  presenting: Presenting;
}

/** What excludes press and public, and the way into private and back. */
export function PrivatePart({ page, presenting }: PrivateProps) {
  const { open, exclusions } = page;
  const may = useQuery(sessionQuery()).data?.may ?? [];
  return (
    <section aria-labelledby="private" className={styles.private}>
      <h2 id="private">Press and public</h2>
      {exclusions.length === 0 ? (
        <p className={styles.hint}>
          Nothing is recorded that excludes them. The session stays public at every item.
        </p>
      ) : (
        <ul className={styles.exclusions}>
          {exclusions.map((one) => (
            <li key={one.id}>{exclusionWords(one)}</li>
          ))}
        </ul>
      )}
      {open?.session === 'private' && (
        <>
          <button
            type="button"
            className={styles.main}
            onClick={() => void presenting.act({ do: 'return to public' })}
          >
            Return to public session
          </button>
          <LetIn date={page.meeting} />
        </>
      )}
      {open?.session === 'public' && open.may_confirm && (
        <div className={styles.confirm}>
          <p>
            The figures of this item can be shown when nobody is in the room who was excluded, and
            no stream or recording goes on.
          </p>
          <button
            type="button"
            className={styles.danger}
            onClick={() => void presenting.act({ do: 'confirm private' })}
          >
            Press and public have left: begin the private part
          </button>
        </div>
      )}
      {may.includes('record decisions') && <Record page={page} presenting={presenting} />}
    </section>
  );
}

function exclusionWords({ items, ground, recorded_at }: WireExclusion): string {
  const at = new Date(recorded_at);
  const of = items.length === 1 ? `item ${items[0]}` : `items ${items.join(', ')}`;
  const when = `Recorded on ${dayLabel(londonDay(at))} at ${londonTime(at)}.`;
  return ground.kind === 'exempt'
    ? `Resolved to exclude them from ${of}, by ${paragraphWords(ground.paragraphs)} of Schedule 12A to the Local Government Act 1972. Public interest: ${ground.public_interest} ${when}`
    : `Excluded from ${of} by law, as confidential: ${ground.named}. ${when}`;
}

function paragraphWords(paragraphs: readonly string[]): string {
  return `${paragraphs.length === 1 ? 'paragraph' : 'paragraphs'} ${paragraphs.join(' and ')}`;
}

/** Lets one more screen into the private part, by a code of its own. */
function LetIn({ date }: { date: string }) {
  const letting = useMutation({
    mutationFn: () => send<WireAdmission>('POST', `/presentations/${date}/admissions`),
  });
  return (
    <div className={styles.letIn}>
      <p>
        The room’s screen shows nothing of this part until it is let in. Type this code on it, at{' '}
        <b>/screen</b>.
      </p>
      <button type="button" className={styles.button} onClick={() => letting.mutate()}>
        Make a code to let a screen in
      </button>
      <p role="status">
        {letting.data && (
          <>
            <span className={styles.codeWords}>{codeWords(letting.data.code)}</span>
            <br />
            For one screen, until {londonTime(new Date(letting.data.until))}.
          </>
        )}
        {letting.isError && letting.error.message}
      </p>
    </div>
  );
}

/** The clerk records what the Board resolved, at any time. The session stays as it is. */
function Record({ page, presenting }: PrivateProps) {
  const recording = useMutation({
    mutationFn: (given: WireExclusionGiven) =>
      send('POST', `/meetings/${page.meeting}/exclusions`, given),
    onSuccess: () => presenting.refresh(),
  });
  return (
    <details className={styles.record}>
      <summary>Record an exclusion</summary>
      <form
        method="post"
        className={styles.form}
        onSubmit={onForm((form) => recording.mutate(givenOf(form)))}
      >
        <fieldset>
          <legend>Items</legend>
          {page.items.map(({ position, title, part }) => (
            <label key={position}>
              <input type="checkbox" name="item" value={position} defaultChecked={part === 2} />{' '}
              {position}. {title}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>
            By which paragraphs of Schedule 12A; none where the law itself forbids to disclose it
          </legend>
          <div className={styles.paragraphs}>
            {exemptParagraphs.map((paragraph) => (
              <label key={paragraph}>
                <input type="checkbox" name="paragraph" value={paragraph} /> {paragraph}
              </label>
            ))}
          </div>
        </fieldset>
        <p className={styles.field}>
          <label htmlFor="interest">
            Why the public interest in the exemption outweighs disclosure
          </label>
          <textarea id="interest" name="interest" rows={3} maxLength={2000} />
        </p>
        <p className={styles.field}>
          <label htmlFor="forbidder">
            Or, where it is confidential, what forbids to disclose it
          </label>
          <select id="forbidder" name="forbidder">
            <option value="">It is exempt, not confidential</option>
            <option value="order">The order of a court</option>
            <option value="enactment">An enactment</option>
            <option value="department">A government department</option>
          </select>
          <label htmlFor="named">Its name</label>
          <input id="named" name="named" type="text" maxLength={2000} />
        </p>
        {recording.isError && (
          <p role="alert" className={styles.refused}>
            {recording.error.message}
          </p>
        )}
        <button type="submit" className={styles.button} disabled={recording.isPending}>
          Record it
        </button>
        <p role="status">{recording.isSuccess && 'Recorded. The session is as it was.'}</p>
      </form>
    </details>
  );
}

function givenOf(form: FormData): WireExclusionGiven {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const items = form.getAll('item').map(Number);
  const forbidder = text('forbidder');
  return {
    items,
    ground: forbidder
      ? { kind: 'confidential', forbidden_by: forbidder as Forbidder, named: text('named') }
      : {
          kind: 'exempt',
          paragraphs: form.getAll('paragraph').map(String) as (typeof exemptParagraphs)[number][],
          public_interest: text('interest'),
        },
  };
}
