import { useQuery } from '@tanstack/react-query';
import type { WireMetric } from '@throughline/api/wire/metric';
import { dayLabel } from '@throughline/domain/period';
import { metricsQuery } from '../metric/metricsQuery.ts';
import { ofFrequency, polaritySentence } from '../metric/words.ts';
import type { Screen } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { GroupForm } from './GroupForm.tsx';
import { NewMetricForm } from './NewMetricForm.tsx';
import { DecidedProposals, WaitingProposals } from './Proposals.tsx';
import styles from './registry.module.css';
import { groupsQuery, proposalsQuery } from './registryQuery.ts';

/** Every metric by its definition, and what is proposed to change of them. */
export const registryScreen: Screen = {
  Screen: RegistryScreen,
  prefetch: async (client) => {
    await client.fetchQuery(proposalsQuery());
    await Promise.all([
      client.prefetchQuery(sessionQuery()),
      client.prefetchQuery(metricsQuery()),
      client.prefetchQuery(groupsQuery()),
    ]);
  },
  about: () => ({ title: 'Metrics registry' }),
};

function RegistryScreen() {
  const proposals = useQuery({ ...proposalsQuery(), refetchOnMount: 'always' });
  const session = useQuery(sessionQuery());
  const metrics = useQuery(metricsQuery());
  const groups = useQuery(groupsQuery());
  const error = proposals.error ?? session.error ?? metrics.error ?? groups.error;
  if (error) return <SignInFirst error={error} what="registry" />;
  if (!proposals.data || !session.data || !metrics.data || !groups.data) {
    return <Loading what="registry" />;
  }

  const mayPropose = session.data.may.includes('propose definitions');
  const waiting = proposals.data.filter(({ decided }) => decided === undefined);
  const ofGroups = proposals.data.filter(
    ({ area, decided }) => area !== undefined && decided !== undefined,
  );
  return (
    <div className={styles.page}>
      <PageHead title="Metrics registry">
        <p>
          What is tracked, and by which rules. An administrator proposes a change; somebody else
          approves it or turns it down. What was in force stays known.
        </p>
      </PageHead>
      <section aria-labelledby="waiting" className={styles.part}>
        <h2 id="waiting">To decide</h2>
        {waiting.length === 0 ? (
          <p>Nothing is proposed.</p>
        ) : (
          <WaitingProposals proposals={waiting} metrics={metrics.data} />
        )}
      </section>
      <section aria-labelledby="metrics" className={styles.part}>
        <h2 id="metrics">Metrics</h2>
        {byTopic(metrics.data).map(([topic, some]) => (
          <Topic key={topic} topic={topic} metrics={some} />
        ))}
        {mayPropose && (
          <details className={styles.more}>
            <summary>Propose a new metric</summary>
            <NewMetricForm metrics={metrics.data} />
          </details>
        )}
      </section>
      <section aria-labelledby="groups" className={styles.part}>
        <h2 id="groups">Statistical neighbours of Coventry</h2>
        <ul className={styles.proposals}>
          {groups.data.toReversed().map((group) => (
            <li key={group.model}>
              <h3>
                {group.model}, in force from {dayLabel(group.in_force_from)}
              </h3>
              <p>
                {group.members.map(({ name, closeness }) => `${name} (${closeness})`).join(', ')}
              </p>
            </li>
          ))}
        </ul>
        {mayPropose && (
          <details className={styles.more}>
            <summary>Propose another group</summary>
            <GroupForm />
          </details>
        )}
        {ofGroups.length > 0 && (
          <>
            <h3>What was decided of them</h3>
            <DecidedProposals proposals={ofGroups} metrics={metrics.data} />
          </>
        )}
      </section>
    </div>
  );
}

function Topic({ topic, metrics }: { topic: string; metrics: readonly WireMetric[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.scroller} aria-label={topic} tabIndex={0}>
      <table className={styles.table}>
        <caption>{topic}</caption>
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Whether more is better</th>
            <th scope="col">When it is due</th>
            <th scope="col">Kept by</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => (
            <tr key={metric.id}>
              <th scope="row">
                <PageLink to={`/registry/${metric.id}`}>{metric.title}</PageLink>
              </th>
              <td>{polaritySentence[metric.polarity]}</td>
              <td>{ofFrequency(metric) ?? 'Not awaited.'}</td>
              <td>{metric.owner || 'not said'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function byTopic(metrics: readonly WireMetric[]): [string, WireMetric[]][] {
  const topics = new Map<string, WireMetric[]>();
  for (const metric of metrics) {
    topics.set(metric.topic_title, [...(topics.get(metric.topic_title) ?? []), metric]);
  }
  return [...topics];
}
