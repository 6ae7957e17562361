import { useQuery } from '@tanstack/react-query';
import { figureSymbols, symbolMeaning } from '@throughline/domain/value';
import { Term } from '../glossary/Term.tsx';
import type { Screen } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './apiGuide.module.css';
import { apiQuery, type Endpoint } from './apiQuery.ts';
import { examples, fieldWords, parameterWords } from './apiWords.ts';

/** How to take the figures away: the file, the addresses, and how they are read. */
export const apiScreen: Screen = {
  Screen: ApiScreen,
  prefetch: (client) => client.fetchQuery(apiQuery()),
  about: () => ({
    title: 'Download and API',
    description: 'Every public figure as a file, and the addresses to read them from a program.',
  }),
};

const root = '/api/v1';

function ApiScreen() {
  const query = useQuery(apiQuery());

  if (query.isPending) return <Loading what="description of the API" />;
  if (query.isError) return <ProblemMessage error={query.error} what="description of the API" />;

  const { endpoints, fields } = query.data;
  return (
    <div className={styles.page}>
      <PageHead title="Download and API">
        <p>
          Every figure on these pages can be taken away, with its source. No key is needed. These
          pages themselves use nothing else.
        </p>
      </PageHead>
      <section aria-labelledby="files">
        <h2 id="files">The figures as a file</h2>
        <ul className={styles.plain}>
          <li>
            <a href={`${root}/figures.csv`}>All figures</a>, the newest of each
          </li>
          <li>
            <a href={`${root}/figures.csv?versions=all`}>All figures, every version</a>
          </li>
          <li>
            <a href={`${root}/figures.csv?as-at=2023-11-23`}>
              What the Board knew on 23 November 2023
            </a>
          </li>
        </ul>
        <p>
          Files are CSV in UTF-8, which Excel and any statistics program open. The first line names
          the fields:
        </p>
        <dl className={styles.fields}>
          {fields.map((field) => (
            <div key={field}>
              <dt>
                <code>{field}</code>
              </dt>
              <dd>{fieldWords[field]}</dd>
            </div>
          ))}
        </dl>
        <h3>Symbols</h3>
        <p>
          A figure that is not there is a symbol with its reason, or no row at all. It is never a
          zero and never a made-up number.
        </p>
        <dl className={styles.fields}>
          {figureSymbols.map((symbol) => (
            <div key={symbol}>
              <dt>
                <code>{symbol}</code>
              </dt>
              <dd>{symbolMeaning(symbol)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="rules">
        <h2 id="rules">How the API answers</h2>
        <ul className={styles.rules}>
          <li>
            All addresses begin with <code>{root}</code> and take GET. They answer JSON, the file of
            figures CSV.
          </li>
          <li>
            <code>as-at</code> gives what was <Term id="as-at">known on a day</Term>. The answer for
            a past day stays the same while the record does.
          </li>
          <li>
            Every answer has an <code>ETag</code>. Send it back as <code>If-None-Match</code>, and
            an unchanged answer is an empty 304.
          </li>
          <li>
            A parameter that is unknown, or given twice, is refused: a misspelt one would otherwise
            give a wrong answer without a word.
          </li>
          <li>
            Every error is a problem in the form of RFC 9457, <code>application/problem+json</code>,
            with <code>title</code>, <code>status</code> and, where it helps, <code>detail</code>{' '}
            and <code>errors</code>.
          </li>
          <li>
            <code>/figures</code> comes a page at a time: give its <code>next</code> as{' '}
            <code>cursor</code>. The file comes whole.
          </li>
          <li>
            The whole description, for programs, is in{' '}
            <a href={`${root}/openapi.json`}>OpenAPI 3.1</a>.
          </li>
        </ul>
      </section>
      <section aria-labelledby="addresses">
        <h2 id="addresses">Addresses</h2>
        {endpoints.map((endpoint) => (
          <Address key={endpoint.path} endpoint={endpoint} />
        ))}
      </section>
      <p>
        The words used here are explained in the <PageLink to="/glossary">glossary</PageLink>.
      </p>
    </div>
  );
}

function Address({ endpoint: { path, summary, parameters, type } }: { endpoint: Endpoint }) {
  const example = examples[path];
  return (
    <article className={styles.address}>
      <h3>
        <code>{path}</code>
      </h3>
      <p>
        {summary}
        {type === 'text/csv' && ' (CSV)'}.
      </p>
      {parameters.length > 0 && (
        <dl className={styles.parameters}>
          {parameters.map(({ name, isRequired, inPath, takes }) => (
            <div key={name}>
              <dt>
                <code>{inPath ? `{${name}}` : name}</code>
                {isRequired && !inPath && ', required'}
              </dt>
              <dd>
                {parameterWords[`${path} ${name}`] ?? parameterWords[name]}{' '}
                <span className={styles.takes}>Takes {takes}.</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {example && (
        <p className={styles.example}>
          <a href={`${root}${example}`}>
            {root}
            {example}
          </a>
        </p>
      )}
    </article>
  );
}
