import type { AgendaItem, MeetingPage } from '@throughline/api/wire/meeting';
import { anchorOf } from '../figure/SourceLink.tsx';
import { Term } from '../glossary/Term.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './meeting.module.css';
import { exemptGrounds } from './meetingWords.ts';

interface AgendaProps {
  items: MeetingPage['items'];
  /** How many figures were reported under an item, by its position. */
  told: ReadonlyMap<number, number>;
}

/** The items of a meeting in order, the public ones and then the private ones. */
export function Agenda({ items, told }: AgendaProps) {
  const common = commonPaper(items);
  const parts = [1, 2] as const;
  return (
    <section aria-labelledby="agenda">
      <h2 id="agenda">Agenda</h2>
      {common && (
        <p className={styles.aside}>
          Taken from the <PageLink to={`/documents/${common.id}`}>{common.title}</PageLink>.
        </p>
      )}
      {items.length === 0 && (
        <p className={styles.aside}>
          No agenda is held of this meeting, so its items are not known.
        </p>
      )}
      {parts.map((part) => {
        const found = items.filter((item) => item.part === part);
        if (found.length === 0) return null;
        return (
          <div key={part}>
            <h3 className={styles.part}>
              <Term id="part-1">{part === 1 ? 'Part 1, public' : 'Part 2, private'}</Term>
            </h3>
            <ol className={styles.items}>
              {found.map((item) => (
                <Item
                  key={item.position}
                  item={item}
                  common={common?.id}
                  told={told.get(item.position) ?? 0}
                />
              ))}
            </ol>
          </div>
        );
      })}
    </section>
  );
}

function Item({
  item,
  common,
  told,
}: {
  item: AgendaItem;
  common: string | undefined;
  told: number;
}) {
  const papers = item.documents.filter(({ id }) => id !== common);
  return (
    <li className={styles.item} value={item.position}>
      <span className={styles.number} aria-hidden="true">
        {item.position}
      </span>
      <div>
        <p className={styles.itemTitle}>{item.title}</p>
        <Grounds item={item} />
        <p className={styles.aside}>
          <Minute item={item} common={common} />{' '}
          {papers.map(({ id, title, part }) => (
            <span key={id} className={styles.piece}>
              <PageLink to={`/documents/${id}`}>{title}</PageLink>
              {part === 2 && ', private: only named'}{' '}
            </span>
          ))}
          {told > 0 && (
            <span className={styles.piece}>
              <a href={`#item-${item.position}`}>{told === 1 ? '1 figure' : `${told} figures`}</a>
            </span>
          )}
        </p>
      </div>
    </li>
  );
}

function Minute({ item, common }: { item: AgendaItem; common: string | undefined }) {
  if (item.minute === undefined) return null;
  const printed = item.minute_printed ? ` (printed ${item.minute_printed})` : '';
  const words = `minute ${item.minute}${printed}`;
  const minutes = item.documents.find(({ id }) => id === common && id.startsWith('minutes'));
  return (
    <span className={styles.piece}>
      {minutes ? (
        <PageLink to={`/documents/${minutes.id}`} hash={anchorOf(words)}>
          {sentence(words)}
        </PageLink>
      ) : (
        sentence(words)
      )}
    </span>
  );
}

/** Why an item is private: its paragraphs in plain words, and what the minute says. */
function Grounds({ item }: { item: AgendaItem }) {
  if (item.part === 1) return null;
  const known = item.exempt_paragraphs.filter((paragraph) => exemptGrounds[paragraph]);
  return (
    <p className={styles.grounds}>
      The press and public are excluded:{' '}
      {known.length > 0 ? (
        <>
          <Term id="exempt">exempt</Term> under{' '}
          {known
            .map((paragraph) => `paragraph ${paragraph} (${exemptGrounds[paragraph]})`)
            .join(' and ')}{' '}
          of Schedule 12A.
        </>
      ) : (
        <>
          <Term id="exempt">exempt information</Term>, the paragraph of Schedule 12A not stated.
        </>
      )}
      {item.exempt_ground && ` ${item.exempt_ground}`}
    </p>
  );
}

/** The paper most items are known from, so that it is named once and not beside each. */
function commonPaper(items: readonly AgendaItem[]): { id: string; title: string } | undefined {
  const papers = items.flatMap(({ documents }) => documents);
  return papers.find(({ id }) => papers.filter((paper) => paper.id === id).length >= 3);
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
