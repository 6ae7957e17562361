import { useQuery } from '@tanstack/react-query';
import type { Picture, PictureRow } from '@throughline/api/wire/picture';
import { MeetingLabels, MeetingLines } from '../chart/MeetingLines.tsx';
import { Through } from '../chart/Strip.tsx';
import type { Screen, Visit } from '../screen.ts';
import { Loading } from '../ui/Loading.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { Piecemeal } from '../ui/Piecemeal.tsx';
import { ProblemMessage } from '../ui/ProblemMessage.tsx';
import { Lead } from './Lead.tsx';
import { OnceReported } from './OnceReported.tsx';
import styles from './picture.module.css';
import { pictureQuery } from './pictureQuery.ts';
import { Row } from './Row.tsx';

/** What moved since the Board last met, and every figure on one time axis. */
export const pictureScreen: Screen = {
  Screen: PictureScreen,
  prefetch: (client, { view }) => client.fetchQuery(pictureQuery(view.asAt)),
  about: (client, { view }) => {
    const picture = client.getQueryData(pictureQuery(view.asAt).queryKey);
    return {
      title: picture?.title ?? 'The picture',
      description: picture?.since.join(' ') ?? '',
    };
  },
};

const lines = 'meetings';

function PictureScreen({ view }: Visit) {
  const query = useQuery(pictureQuery(view.asAt));

  if (query.isPending) return <Loading what="picture" />;
  if (query.isError) return <ProblemMessage error={query.error} what="picture" />;

  const picture = query.data;
  return (
    <div className={styles.picture} aria-busy={query.isPlaceholderData}>
      <header className={styles.opening}>
        <h1>{picture.title}</h1>
        <div className={styles.since}>
          {picture.since.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p className={styles.held}>{picture.held}</p>
        </div>
      </header>
      <Piecemeal>
        <Lead rows={leadOf(picture)} meeting={picture.meeting} />
      </Piecemeal>
      <Topics picture={picture} />
    </div>
  );
}

/** The rows of the metrics that lead, in their order. */
function leadOf({ lead, topics }: Picture): PictureRow[] {
  const rows = topics.flatMap((topic) => topic.rows);
  return lead.flatMap((metric) => rows.find((row) => row.metric === metric) ?? []);
}

function Topics({ picture }: { picture: Picture }) {
  const { axis, meetings, meeting, topics } = picture;
  const groups = topics.map(({ id, title, rows }) => ({
    id,
    title,
    ...divided(rows, picture.lead),
  }));
  return (
    <div className={styles.topics}>
      <MeetingLines id={lines} axis={axis} meetings={meetings} chosen={meeting} />
      <div className={styles.head}>
        <p className={styles.key}>
          Each upright line is a meeting of the Board. <b aria-hidden="true">●</b> printed in a
          paper, <b aria-hidden="true">○</b> worked out from one.
        </p>
        <div className={styles.labels}>
          <MeetingLabels axis={axis} meetings={meetings} chosen={meeting} />
        </div>
      </div>
      {groups.map(({ id, title, drawn }) =>
        drawn.length === 0 ? null : (
          <section key={id} aria-labelledby={`topic-${id}`}>
            <Piecemeal>
              <div className={styles.topic}>
                <h2 id={`topic-${id}`}>{title}</h2>
                <div className={styles.strip}>
                  <Through lines={lines} />
                </div>
              </div>
              <ul className={styles.rows}>
                {drawn.map((row) => (
                  <Row key={row.metric} row={row} axis={axis} lines={lines} meeting={meeting} />
                ))}
              </ul>
            </Piecemeal>
          </section>
        ),
      )}
      <Piecemeal>
        <OnceReported groups={groups} meeting={meeting} />
      </Piecemeal>
      <p className={styles.more}>
        Every figure with its source is in <PageLink to="/documents">the documents</PageLink>, and
        in one file to <a href="/api/v1/figures.csv">download</a>.
      </p>
    </div>
  );
}

/** A line needs two figures; a single one reads better in a list, unless the Board asked for more. */
function divided(rows: readonly PictureRow[], lead: readonly string[]) {
  const leading = new Set(lead);
  const isDrawn = ({ metric, points, asked }: PictureRow) =>
    points.length > 1 || asked !== undefined || leading.has(metric);
  return { drawn: rows.filter(isDrawn), once: rows.filter((row) => !isDrawn(row)) };
}
