import { useQueryClient } from '@tanstack/react-query';
import type { WireMetric } from '@throughline/api/wire/metric';
import type { Proposal } from '@throughline/api/wire/registry';
import { dayLabel } from '@throughline/domain/period';
import { change } from '../return/change.ts';
import { instantLabel } from '../signIn/instantLabel.ts';
import { Form, TextField, TickFields } from '../ui/Form.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './registry.module.css';
import { subjectOf, wordsOfChange } from './registryWords.ts';

interface ProposalsProps {
  proposals: readonly Proposal[];
  metrics: readonly WireMetric[];
}

/** Proposals that wait for a second person, each with the decision. */
export function WaitingProposals({ proposals, metrics }: ProposalsProps) {
  return (
    <ul className={styles.proposals}>
      {proposals.map((one) => (
        <li key={one.id}>
          <Proposed proposal={one} metric={metrics.find(({ id }) => id === one.metric)} />
          {one.own ? (
            <p className={styles.hint}>You proposed this yourself: somebody else must decide.</p>
          ) : (
            <Decision proposal={one} />
          )}
        </li>
      ))}
    </ul>
  );
}

/** What was decided, the newest first: from when each was in force, by whom and why. */
export function DecidedProposals({ proposals, metrics }: ProposalsProps) {
  return (
    <ul className={styles.proposals}>
      {proposals.map((one) => (
        <li key={one.id}>
          <Proposed proposal={one} metric={metrics.find(({ id }) => id === one.metric)} />
          {one.decided && (
            <p>
              <b>{one.decided.approved ? 'Approved' : 'Turned down'}</b> by {one.decided.by.name},{' '}
              {instantLabel(one.decided.at)}.{one.decided.note && ` “${one.decided.note}”`}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Proposed({ proposal, metric }: { proposal: Proposal; metric: WireMetric | undefined }) {
  const { in_force_from: from, proposed_by: by, proposed_at: at, reason } = proposal;
  return (
    <>
      <h3>
        {metric ? (
          <PageLink to={`/registry/${metric.id}`}>{subjectOf(proposal, metric)}</PageLink>
        ) : (
          subjectOf(proposal, metric)
        )}
      </h3>
      <p>
        From {dayLabel(from)}: {wordsOfChange(proposal, metric)}.
      </p>
      <p className={styles.hint}>
        Proposed by {by.name}, {instantLabel(at)}, because: “{reason}”
      </p>
    </>
  );
}

function Decision({ proposal }: { proposal: Proposal }) {
  const client = useQueryClient();
  const decide = async (form: FormData) => {
    const note = String(form.get('note') ?? '').trim();
    const approve = form.get('approve') === 'yes';
    if (form.get('approve') === null) throw new Error('approve: Choose one of the two');
    if (!approve && note === '') throw new Error('note: Say why it is turned down');
    await change('POST', `/proposals/${proposal.id}/decision`, { approve, note });
    // What is in force is read on every page.
    await client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
    return <p>Decided.</p>;
  };
  return (
    <Form onSend={decide} button="Decide">
      <TickFields
        isOne
        name="approve"
        legend="Your decision"
        options={[
          ['yes', 'approve: it is in force from that day'],
          ['no', 'turn it down'],
        ]}
      />
      <TextField
        name="note"
        isLong
        label="Why"
        hint="Needed where it is turned down. It is kept with the proposal."
      />
    </Form>
  );
}
