import { useQuery } from '@tanstack/react-query';
import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { type Day, dayLabel } from '@throughline/domain/period';
import { ApiProblem } from '../api.ts';
import { discrepanciesQuery } from '../discrepancy/discrepanciesQuery.ts';
import { FigureTables } from '../figure/FigureTables.tsx';
import { WordsHere } from '../glossary/WordsHere.tsx';
import { wordsQuery } from '../glossary/wordsQuery.ts';
import { NotFound } from '../notFound/NotFound.tsx';
import { Recommendations, Requests, Resolutions } from '../request/Decisions.tsx';
import type { Screen, Visit } from '../screen.ts';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Agenda } from './Agenda.tsx';
import styles from './meeting.module.css';
import { meetingQuery } from './meetingQuery.ts';
import { heldWords, stateSentence } from './meetingWords.ts';
import { type ItemFigures, itemFigures } from './reported.ts';

type Page = NonNullable<ReturnType<typeof useMeeting>['data']>;

/** One meeting: its agenda, what it was told, and what it resolved, recommended and asked. */
export const meetingScreen: Screen = {
  Screen: MeetingScreen,
  prefetch: async (client, { params: { date = '' } }) => {
    const [meeting] = await Promise.all([
      client.fetchQuery(meetingQuery(date)),
      client.prefetchQuery(discrepanciesQuery()),
    ]);
    await client.prefetchQuery(wordsQuery(`meeting ${date}`, textOf(meeting)));
  },
  about: (client, { params: { date = '' } }) => {
    const meeting = client.getQueryData(meetingQuery(date).queryKey);
    if (meeting === undefined) return { title: 'Meeting' };
    return {
      title: `Meeting of ${dayLabel(meeting.date)}`,
      description: `${stateSentence(meeting)}; ${heldWords(meeting)}.`,
    };
  },
};

function MeetingScreen({ params: { date = '' } }: Visit) {
  const query = useMeeting(date);
  const discrepancies = useQuery(discrepanciesQuery());

  if (query.isPending) return <Loading what="meeting" />;
  if (query.isError) {
    if (query.error instanceof ApiProblem && query.error.status === 404) {
      return <NotFound what="meeting" />;
    }
    return <ProblemMessage error={query.error} what="meeting" />;
  }

  const meeting = query.data;
  const figures = itemFigures(meeting);
  return (
    <article className={styles.page}>
      <Head meeting={meeting} />
      <Parts meeting={meeting} />
      <Agenda
        items={meeting.items}
        told={
          new Map(
            figures.flatMap(({ item, figures: of }) => (item ? [[item.position, of.length]] : [])),
          )
        }
      />
      <Figures groups={figures} discrepancies={discrepancies.data ?? []} date={meeting.date} />
      <Decisions meeting={meeting} />
      <Outstanding meeting={meeting} />
      <WordsHere of={`meeting ${date}`} text={textOf(meeting)} />
      <Turn meeting={meeting} />
    </article>
  );
}

/** Where the words of the trade stand on the page. */
function textOf({ items, reported, requests, resolutions, recommendations, outstanding }: Page) {
  return [
    ...items.map(({ title }) => title),
    ...reported.flatMap(({ metric_title, category_title, told }) => [
      metric_title,
      category_title,
      told.note,
      told.mark.replaceAll('-', ' '),
    ]),
    ...[...requests, ...resolutions, ...recommendations, ...outstanding].map(({ text }) => text),
  ].join(' | ');
}

function useMeeting(date: string) {
  return useQuery(meetingQuery(date));
}

function Head({ meeting }: { meeting: Page }) {
  const may = useQuery(sessionQuery()).data?.may ?? [];
  const { date, figures, municipal_year: year, note, state } = meeting;
  return (
    <PageHead
      above={
        <>
          <span className="screen-only">
            <PageLink to="/meetings">Meetings</PageLink> › {year}
          </span>
          <span className="print-only">
            Coventry City Council: Education and Children’s Services Scrutiny Board, {year}
          </span>
        </>
      }
      title={`Meeting of ${dayLabel(date)}`}
    >
      <p>
        {stateSentence(meeting)}
        {state !== 'cancelled' && `; ${heldWords(meeting)}`}.
      </p>
      {note && <p className={styles.note}>{note}</p>}
      {figures > 0 && (
        <p className="screen-only">
          <PageLink to="/" view={{ asAt: date }}>
            See the picture as the Board knew it then
          </PageLink>
        </p>
      )}
      {state !== 'cancelled' && (
        <p className="screen-only">
          <PageLink to={`/meetings/${date}/brief`}>The brief to read and print</PageLink>
        </p>
      )}
      <p className="screen-only">
        <a href={`/api/v1/meetings/${date}/meeting.ics`}>Put it in your calendar</a>
      </p>
      {may.includes('present') && (
        <p className="screen-only">
          <PageLink to={`/present/${date}`}>Present its figures in the room</PageLink>
        </p>
      )}
    </PageHead>
  );
}

/** The way about a long page. */
function Parts({ meeting }: { meeting: Page }) {
  const { outstanding, reported, requests, resolutions, recommendations, state } = meeting;
  const decided = requests.length + resolutions.length + recommendations.length;
  if (state !== 'held') return null;
  const parts = [
    { id: 'agenda', title: 'Agenda' },
    { id: 'figures', title: `Figures reported (${reported.length})` },
    { id: 'decided', title: `Decided and asked (${decided})` },
    { id: 'outstanding', title: `Outstanding when it opened (${outstanding.length})` },
  ];
  return (
    <nav aria-label="On this page" className="screen-only">
      <ul className={styles.parts}>
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface FiguresProps {
  groups: readonly ItemFigures[];
  discrepancies: readonly WireDiscrepancy[];
  date: Day;
}

function Figures({ groups, discrepancies, date }: FiguresProps) {
  const changed = groups.flatMap(({ figures }) => figures.filter(({ now }) => now)).length;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">Figures reported to it</h2>
      {groups.length === 0 ? (
        <p className={styles.aside}>No figure is known to have been reported to this meeting.</p>
      ) : (
        <p className={styles.aside}>
          As they were told on {dayLabel(date)}.{' '}
          {changed > 0
            ? `${changed} of them ${changed === 1 ? 'is' : 'are'} different now: the figure of today stands beneath.`
            : 'None has been changed since.'}{' '}
          <a href={`/api/v1/figures.csv?meeting=${date}&as-at=${date}`} className="screen-only">
            Download them (CSV)
          </a>
        </p>
      )}
      {groups.map(({ item, figures }) => (
        <section
          key={item?.position ?? 'other'}
          id={`item-${item?.position ?? 'other'}`}
          className={styles.group}
        >
          <h3>
            {item ? `${item.position}. ${item.title}` : 'Not tied to one item'}{' '}
            <span className={styles.count}>
              {figures.length === 1 ? '1 figure' : `${figures.length} figures`}
            </span>
          </h3>
          <FigureTables figures={figures} discrepancies={discrepancies} />
        </section>
      ))}
    </section>
  );
}

function Decisions({ meeting }: { meeting: Page }) {
  const { papers, requests, resolutions, recommendations, state } = meeting;
  if (state !== 'held') return null;
  const isNothing = requests.length + resolutions.length + recommendations.length === 0;
  return (
    <section aria-labelledby="decided">
      <h2 id="decided">What it decided and asked, and what became of it</h2>
      <RecordLink date={meeting.date} />
      {isNothing && (
        <p className={styles.aside}>
          {papers > 0
            ? 'No minutes of this meeting are held, so what it decided is not known.'
            : 'No papers of this meeting are held, so what it decided is not known.'}
        </p>
      )}
      {resolutions.length > 0 && (
        <>
          <h3 className={styles.part}>Resolved</h3>
          <Resolutions of={resolutions} />
        </>
      )}
      {recommendations.length > 0 && (
        <>
          <h3 className={styles.part}>Recommended</h3>
          <Recommendations of={recommendations} />
        </>
      )}
      {requests.length > 0 && (
        <>
          <h3 className={styles.part}>Asked for</h3>
          <Requests of={requests} />
        </>
      )}
    </section>
  );
}

/** Nobody but who records decisions is shown the way to it. */
function RecordLink({ date }: { date: Day }) {
  const session = useQuery(sessionQuery());
  if (!session.data?.may.includes('record decisions')) return null;
  return (
    <p className="screen-only">
      <PageLink to={`/record/${date}`}>Record what it decided</PageLink>
    </p>
  );
}

function Outstanding({ meeting: { outstanding, state } }: { meeting: Page }) {
  if (state !== 'held') return null;
  return (
    <section aria-labelledby="outstanding">
      <h2 id="outstanding">Outstanding when it opened</h2>
      {outstanding.length === 0 ? (
        <p className={styles.aside}>
          Nothing that the Board is known to have asked for was still unanswered.
        </p>
      ) : (
        <>
          <p className={styles.aside}>
            Asked for at earlier meetings and not answered in any paper by then.
          </p>
          <Requests of={outstanding} showsMeeting />
        </>
      )}
    </section>
  );
}

function Turn({ meeting: { next, previous } }: { meeting: Page }) {
  return (
    <nav aria-label="Other meetings" className="screen-only">
      <ul className={styles.turn}>
        {previous && (
          <li>
            <span>Previous meeting</span>
            <PageLink to={`/meetings/${previous}`}>{dayLabel(previous)}</PageLink>
          </li>
        )}
        {next && (
          <li>
            <span>Next meeting</span>
            <PageLink to={`/meetings/${next}`}>{dayLabel(next)}</PageLink>
          </li>
        )}
      </ul>
    </nav>
  );
}
