import { useQuery } from '@tanstack/react-query';
import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { Discrepancy } from '../discrepancy/Discrepancy.tsx';
import { FigureTables } from '../figure/FigureTables.tsx';
import { byPlace } from '../figure/figureTables.ts';
import { Term } from '../glossary/Term.tsx';
import { WordsHere } from '../glossary/WordsHere.tsx';
import { wordsQuery } from '../glossary/wordsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import type { Screen, Visit } from '../screen.ts';
import { LinkedNote } from '../ui/LinkedNote.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { Piecemeal } from '../ui/Piecemeal.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import styles from './document.module.css';
import { documentQuery, documentsQuery } from './documentQuery.ts';
import { figureWords, kindAndDays } from './documentWords.ts';
import { Paper } from './Paper.tsx';

type Page = NonNullable<ReturnType<typeof useDocument>['data']>;

/** One paper: every figure taken from it at its place, and what disagrees in it. */
export const documentScreen: Screen = {
  Screen: DocumentScreen,
  prefetch: async (client, { params: { id = '' } }) => {
    const [paper] = await Promise.all([
      client.fetchQuery(documentQuery(id)),
      client.prefetchQuery(documentsQuery()),
    ]);
    await client.prefetchQuery(wordsQuery(`document ${id}`, textOf(paper)));
  },
  about: (client, { params: { id = '' } }) => {
    const paper = client.getQueryData(documentQuery(id).queryKey);
    if (paper === undefined) return { title: 'Document' };
    return {
      title: paper.title,
      description: `${kindAndDays(paper)}. ${figureWords(paper.figures)} taken from it.`,
    };
  },
};

function DocumentScreen({ params: { id = '' } }: Visit) {
  const query = useDocument(id);

  if (query.isPending) return <Loading what="document" />;
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return <NotFound what="document" />;
    }
    return <ProblemMessage error={query.error} what="document" />;
  }

  const paper = query.data;
  return (
    <article className={styles.page}>
      <Head paper={paper} />
      <Parts paper={paper} />
      <Taken paper={paper} />
      <Disagree paper={paper} />
      <WordsHere of={`document ${id}`} text={textOf(paper)} />
    </article>
  );
}

/** Where the words of the trade stand on the page. */
function textOf({ title, parts, taken, discrepancies }: Page) {
  return [
    title,
    ...parts.map((part) => part.title),
    ...taken.flatMap(({ metric_title, category_title, figure }) => [
      metric_title,
      category_title,
      figure.note,
      figure.source.printed,
      figure.mark.replaceAll('-', ' '),
    ]),
    ...discrepancies.map(({ description }) => description),
  ].join(' | ');
}

function useDocument(id: string) {
  return useQuery(documentQuery(id));
}

function Head({ paper }: { paper: Page }) {
  const { meeting, note, part, part_of: pack, title } = paper;
  const papers = useQuery(documentsQuery());
  const whole = papers.data?.find(({ id }) => id === pack);
  return (
    <PageHead
      above={
        <>
          <PageLink to="/documents">Documents</PageLink>
          {whole && (
            <>
              {' › '}
              <PageLink to={`/documents/${whole.id}`}>{whole.title}</PageLink>
            </>
          )}
        </>
      }
      title={title}
    >
      <p>
        {kindAndDays(paper)}
        {meeting && (
          <>
            {', of the '}
            <PageLink to={`/meetings/${meeting}`}>meeting of {dayLabel(meeting)}</PageLink>
          </>
        )}
        .
      </p>
      {part === 2 && (
        <p className={styles.private}>
          This paper is <Term id="part-1">private</Term>. Only its name and the reason are given:
          nothing of its content is held here, sent or shown.
        </p>
      )}
      {note && (
        <p className={styles.note}>
          <LinkedNote text={note} />
        </p>
      )}
    </PageHead>
  );
}

function Parts({ paper: { parts } }: { paper: Page }) {
  if (parts.length === 0) return null;
  return (
    <section aria-labelledby="parts">
      <h2 id="parts">What is in it</h2>
      <p className={styles.soft}>The figures stand on the page of each part.</p>
      <ul className={styles.papers}>
        {parts.map((part) => (
          <li key={part.id}>
            <Paper paper={part} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Taken({ paper }: { paper: Page }) {
  const { discrepancies, elsewhere, id, part, parts, taken } = paper;
  const own = taken.flatMap((named) => inPaper(named, id));
  if (own.length === 0) {
    if (part === 2 || parts.length > 0) return null;
    return <p>No figure was taken from this paper.</p>;
  }
  return (
    <section aria-labelledby="taken">
      <h2 id="taken">{figureWords(own.length + elsewhere)} taken from it</h2>
      {elsewhere > 0 && (
        <p>
          Those of Coventry stand here. The {elsewhere} of other places are in the file below, and
          on the page of each metric to compare with.
        </p>
      )}
      <p className={styles.soft}>
        In the order of the paper, each with the words it is printed in.{' '}
        <a href={`/api/v1/figures.csv?document=${id}`} className="screen-only">
          Download them (CSV)
        </a>
      </p>
      {byPlace(own).map(({ place, anchor, figures }) => (
        <section key={anchor} id={anchor} className={styles.place}>
          <h3>{place.charAt(0).toUpperCase() + place.slice(1)}</h3>
          <Piecemeal>
            <FigureTables figures={figures} discrepancies={discrepancies} inPaper />
          </Piecemeal>
        </section>
      ))}
    </section>
  );
}

/** A figure as this paper has it; one of a return that was printed since says where. */
function inPaper(named: Page['taken'][number], id: string): Page['taken'] {
  const { source, note } = named.figure;
  if (source.document === id) return [named];
  if (source.first?.document !== id) return [];
  const since = `Printed since in “${source.document_title}”, ${source.locator}.`;
  return [
    {
      ...named,
      figure: {
        ...named.figure,
        source: source.first,
        note: [note, since].filter(Boolean).join(' '),
      },
    },
  ];
}

function Disagree({ paper: { discrepancies, id, parts } }: { paper: Page }) {
  const own = discrepancies.filter(({ sources }) =>
    sources.some(({ document }) => document === id),
  );
  if (own.length === 0) return null;
  return (
    <section aria-labelledby="disagree">
      <h2 id="disagree">What disagrees in it, or with another paper</h2>
      {parts.length > 0 && (
        <p className={styles.soft}>What disagrees within a part stands on the page of that part.</p>
      )}
      <ul className={styles.disagreements}>
        {own.map((one: WireDiscrepancy) => (
          <li key={one.id}>
            <Discrepancy discrepancy={one} heading="h3" />
          </li>
        ))}
      </ul>
    </section>
  );
}
