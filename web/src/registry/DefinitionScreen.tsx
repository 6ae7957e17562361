import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api.ts';
import { Targets } from '../metric/Behind.tsx';
import { metricQuery } from '../metric/metricQuery.ts';
import { seriesQuery } from '../metric/seriesQuery.ts';
import { ofFrequency, ofPolarity, ofUnit } from '../metric/words.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { SignInFirst } from '../signIn/SignInFirst.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ChangeForm } from './ChangeForm.tsx';
import { DecidedProposals, WaitingProposals } from './Proposals.tsx';
import styles from './registry.module.css';
import { proposalsQuery } from './registryQuery.ts';

/** One metric's definition: what is in force, what is proposed, and what was in force before. */
export const definitionScreen: Screen = {
  Screen: DefinitionScreen,
  prefetch: async (client, { params: { id = '' } }) => {
    await client.fetchQuery(proposalsQuery());
    await client.fetchQuery(metricQuery(id, undefined));
    await Promise.all([client.prefetchQuery(sessionQuery()), client.prefetchQuery(wholeQuery(id))]);
  },
  about: (client, { params: { id = '' } }) => {
    const metric = client.getQueryData(metricQuery(id, undefined).queryKey);
    return { title: metric ? `Definition of ${metric.title}` : 'Definition' };
  },
};

function DefinitionScreen({ params: { id = '' } }: Visit) {
  const proposals = useQuery({ ...proposalsQuery(), refetchOnMount: 'always' });
  const metric = useQuery(metricQuery(id, undefined));
  const series = useQuery(wholeQuery(id));
  const session = useQuery(sessionQuery());
  if (proposals.error) return <SignInFirst error={proposals.error} what="registry" />;
  if (metric.error instanceof ApiProblem && metric.error.status === 404) {
    return <NotFound what="metric" />;
  }
  const error = metric.error ?? series.error ?? session.error;
  if (error) return <SignInFirst error={error} what="registry" />;
  if (!proposals.data || !metric.data || !series.data || !session.data) {
    return <Loading what="definition" />;
  }

  const { title, definition, owner, care, unit } = metric.data;
  const own = proposals.data.filter((one) => one.metric === id);
  const waiting = own.filter(({ decided }) => decided === undefined);
  const decided = own.filter((one) => one.decided !== undefined);
  return (
    <div className={styles.page}>
      <PageHead above={<PageLink to="/registry">Metrics registry</PageLink>} title={title}>
        <p>
          {definition} <PageLink to={`/metrics/${id}`}>See its figures</PageLink>
        </p>
      </PageHead>
      <section aria-labelledby="in-force" className={styles.part}>
        <h2 id="in-force">In force now</h2>
        <dl className={styles.facts}>
          <dt>Its numbers</dt>
          <dd>{ofUnit(metric.data)}</dd>
          <dt>Whether more is better</dt>
          <dd>{ofPolarity(metric.data)}</dd>
          <dt>When it is due</dt>
          <dd>{ofFrequency(metric.data) ?? 'Not awaited.'}</dd>
          <dt>Kept by</dt>
          <dd>{owner || 'Not said.'}</dd>
          <dt>Targets</dt>
          <dd>
            <Targets targets={series.data.targets} unit={unit} />
          </dd>
          {care && (
            <>
              <dt>Read with care</dt>
              <dd>{care}</dd>
            </>
          )}
        </dl>
      </section>
      {waiting.length > 0 && (
        <section aria-labelledby="waiting" className={styles.part}>
          <h2 id="waiting">To decide</h2>
          <WaitingProposals proposals={waiting} metrics={[metric.data]} />
        </section>
      )}
      {session.data.may.includes('propose definitions') && (
        <section aria-labelledby="propose" className={styles.part}>
          <h2 id="propose">Propose a change</h2>
          <ChangeForm metric={metric.data} />
        </section>
      )}
      <section aria-labelledby="history" className={styles.part}>
        <h2 id="history">What was decided</h2>
        {decided.length === 0 ? (
          <p>Nothing has changed since the registry began.</p>
        ) : (
          <DecidedProposals proposals={decided} metrics={[metric.data]} />
        )}
      </section>
    </div>
  );
}

function wholeQuery(metric: string) {
  return seriesQuery({ metric, area: undefined, asAt: undefined });
}
