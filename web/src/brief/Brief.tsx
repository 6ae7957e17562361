import { useQuery } from '@tanstack/react-query';
import { dayLabel } from '@throughline/domain/period';
import { Discrepancy } from '../discrepancy/Discrepancy.tsx';
import { Term } from '../glossary/Term.tsx';
import { exemptGrounds } from '../meeting/meetingWords.ts';
import { Requests } from '../request/Decisions.tsx';
import { sessionQuery } from '../signIn/sessionQuery.ts';
import { PageHead } from '../ui/PageHead.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import { BriefFigures } from './BriefFigures.tsx';
import styles from './brief.module.css';
import type { ReadBrief } from './briefQuery.ts';
import { briefTitle, countWords } from './briefWords.ts';

interface BriefProps {
  brief: ReadBrief;
}

/** The brief on screen, and as the printed pack: the same page. */
export function Brief({ brief }: BriefProps) {
  const { answered, discrepancies, items, outstanding, visibility } = brief;
  const isPrivate = visibility === 'private';
  const withFigures = items.filter(({ figures }) => figures.length > 0);
  return (
    <article className={styles.page}>
      {/* What stands on every printed page. A style of its own, because inline ones are refused. */}
      <link
        rel="stylesheet"
        media="print"
        href={`/api/v1/meetings/${brief.meeting}/brief${isPrivate ? '/private' : ''}.css`}
      />
      <Head brief={brief} />
      <section aria-labelledby="since" className={styles.since}>
        <h2 id="since">{isPrivate ? 'In private' : 'Since the Board last met'}</h2>
        {brief.since.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </section>
      <Contents brief={brief} />
      {items.map((item) => (
        <section
          key={item.position ?? 'other'}
          id={idOf(item)}
          aria-labelledby={`${idOf(item)}-title`}
          className={item.figures.length > 0 ? styles.item : styles.bare}
        >
          <h2 id={`${idOf(item)}-title`}>
            {item.position !== undefined && `${item.position}. `}
            {item.title}
          </h2>
          <Grounds item={item} />
          {item.figures.length > 0 && <BriefFigures item={item} brief={brief} />}
        </section>
      ))}
      {withFigures.length === 0 && (
        <p>
          {isPrivate
            ? 'No private figure is held for this meeting.'
            : items.length > 0
              ? 'No figure is held for any item of this agenda yet.'
              : 'No agenda is held of this meeting, so its items are not known.'}
        </p>
      )}
      {outstanding.length > 0 && (
        <section aria-labelledby="outstanding" className={styles.item}>
          <h2 id="outstanding">Asked and not answered</h2>
          <Requests of={outstanding} showsMeeting />
        </section>
      )}
      {answered.length > 0 && (
        <section aria-labelledby="answered" className={styles.item}>
          <h2 id="answered">Asked earlier and answered since the Board last met</h2>
          <Requests of={answered} showsMeeting />
        </section>
      )}
      {discrepancies.length > 0 && (
        <section aria-labelledby="disagree" className={styles.item}>
          <h2 id="disagree">Where the papers disagree</h2>
          {discrepancies.map((discrepancy) => (
            <Discrepancy key={discrepancy.id} discrepancy={discrepancy} heading="h3" />
          ))}
        </section>
      )}
    </article>
  );
}

function Head({ brief }: BriefProps) {
  const { coming, meeting, municipal_year: year, true_as_at: asAt, visibility } = brief;
  const may = useQuery(sessionQuery()).data?.may_private ?? [];
  return (
    <PageHead
      above={
        <>
          <span className="screen-only">
            <PageLink to="/meetings">Meetings</PageLink> ›{' '}
            <PageLink to={`/meetings/${meeting}`}>{dayLabel(meeting)}</PageLink>
          </span>
          <span className="print-only">
            Coventry City Council: Education and Children’s Services Scrutiny Board, {year}
          </span>
        </>
      }
      title={briefTitle(brief)}
    >
      {visibility === 'private' && (
        <p className={styles.private}>
          <b>Private: not for publication.</b> Exempt or confidential under the Local Government Act
          1972. Only for those who may stay when press and public are excluded.
        </p>
      )}
      <p>
        {coming
          ? `What the Board will see. True as at ${dayLabel(asAt)}.`
          : `As the Board knew it. True as at ${dayLabel(asAt)}.`}
      </p>
      <p className={`screen-only ${styles.take}`}>
        <button type="button" className={styles.print} onClick={() => print()}>
          Print it
        </button>
        {visibility === 'public' &&
          files.map(({ kind, title: name }) => (
            <a key={kind} href={`/api/v1/meetings/${meeting}/brief.${kind}`} download>
              {name}
            </a>
          ))}
        {may.includes('read') && visibility === 'public' && (
          <PageLink to={`/meetings/${meeting}/brief/private`}>The private brief</PageLink>
        )}
        {visibility === 'private' && (
          <PageLink to={`/meetings/${meeting}/brief`}>The public brief</PageLink>
        )}
      </p>
    </PageHead>
  );
}

const files = [
  { kind: 'docx', title: 'Word' },
  { kind: 'pptx', title: 'Slides' },
  { kind: 'xlsx', title: 'Excel' },
] as const;

/** The way about a long page; on paper the pack is read in order. */
function Contents({ brief: { items, outstanding, answered, discrepancies } }: BriefProps) {
  const parts = [
    ...items.flatMap((item) =>
      item.figures.length > 0
        ? [{ id: idOf(item), title: item.title, count: countWords(rowsOf(item)) }]
        : [],
    ),
    ...(outstanding.length > 0
      ? [{ id: 'outstanding', title: 'Asked and not answered', count: String(outstanding.length) }]
      : []),
    ...(answered.length > 0
      ? [{ id: 'answered', title: 'Answered since', count: String(answered.length) }]
      : []),
    ...(discrepancies.length > 0
      ? [
          {
            id: 'disagree',
            title: 'Where the papers disagree',
            count: String(discrepancies.length),
          },
        ]
      : []),
  ];
  if (parts.length === 0) return null;
  return (
    <nav aria-label="On this page" className="screen-only">
      <ul className={styles.contents}>
        {parts.map(({ id, title, count }) => (
          <li key={id}>
            <a href={`#${id}`}>{title}</a> <span className={styles.soft}>{count}</span>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Why an item is private, in plain words. */
function Grounds({ item }: { item: ReadBrief['items'][number] }) {
  if (item.part === 1) return null;
  const known = item.exempt_paragraphs.filter((paragraph) => exemptGrounds[paragraph]);
  return (
    <p className={styles.soft}>
      The press and public are excluded: <Term id="exempt">exempt</Term>
      {known.length > 0
        ? ` under ${known
            .map((paragraph) => `paragraph ${paragraph} (${exemptGrounds[paragraph]})`)
            .join(' and ')} of Schedule 12A.`
        : ' information, the paragraph of Schedule 12A not stated.'}
    </p>
  );
}

function rowsOf({ figures }: ReadBrief['items'][number]): number {
  return figures.reduce((sum, figure) => sum + figure.figures.length, 0);
}

function idOf({ position }: ReadBrief['items'][number]): string {
  return `item-${position ?? 'other'}`;
}
