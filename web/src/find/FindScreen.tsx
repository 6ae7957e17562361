import { useQuery } from '@tanstack/react-query';
import { useSearch } from 'wouter';
import type { Screen, Visit } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './find.module.css';
import { type Findable, kindWords, matches } from './findable.ts';
import { findQuery } from './findQuery.ts';

/** The find box as a page, for whoever has no script or wants the whole list. */
export const findScreen: Screen = {
  Screen: FindScreen,
  prefetch: (client) => client.fetchQuery(findQuery()),
  about: () => ({ title: 'Find', description: 'Find a figure, a meeting, a paper or a word.' }),
};

function FindScreen({ view }: Visit) {
  const query = useQuery(findQuery());
  const asked = new URLSearchParams(useSearch()).get('q') ?? '';
  return (
    <div className={styles.page}>
      <PageHead title="Find" />
      {/* Keyed, so that a link to other words shows them in the box. */}
      <form key={asked} method="get" action="/find" className={styles.form}>
        <label htmlFor="q">A figure, a meeting, a paper or a word</label>
        {view.asAt && <input type="hidden" name="as-at" value={view.asAt} />}
        <div className={styles.line}>
          <input type="search" id="q" name="q" defaultValue={asked} autoComplete="off" />
          <button type="submit">Find</button>
        </div>
      </form>
      {query.isPending && <Loading what="list" />}
      {query.isError && <ProblemMessage error={query.error} what="list" />}
      {query.isSuccess && asked.trim() && <Found all={query.data} asked={asked} />}
    </div>
  );
}

function Found({ all, asked }: { all: readonly Findable[]; asked: string }) {
  const found = matches(all, asked);
  if (found.length === 0) {
    return (
      <div className={styles.none}>
        <p>Nothing here has “{asked}” in its name.</p>
        <p>
          Try fewer words or another one. All figures stand in{' '}
          <PageLink to="/">the picture</PageLink>, all words of the trade in the{' '}
          <PageLink to="/glossary">glossary</PageLink>.
        </p>
      </div>
    );
  }
  return (
    <section aria-labelledby="found">
      <h2 id="found">{found.length === 1 ? '1 found' : `${found.length} found`}</h2>
      <ul className={styles.found}>
        {found.map(({ path, hash, title, hint, kind }) => (
          <li key={`${path}#${hash ?? ''}`}>
            <PageLink to={path} hash={hash}>
              {title}
            </PageLink>
            <span className={styles.hint}>
              {kindWords[kind]}
              {hint && ` · ${hint}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
