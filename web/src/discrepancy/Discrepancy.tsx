import type { WireDiscrepancy } from '@throughline/api/wire/decision';
import { grouped, placeOf } from '../figure/figureTables.ts';
import { anchorOf } from '../figure/SourceLink.tsx';
import { MistakeLink } from '../ui/MistakeLink.tsx';
import { PageLink } from '../ui/PageLink.tsx';
import styles from './discrepancy.module.css';

type Side = WireDiscrepancy['sources'][number];

interface DiscrepancyProps {
  discrepancy: WireDiscrepancy;
  heading: 'h2' | 'h3';
}

/** What cannot all be right: in words, each side where it is printed, and the metrics it touches. */
export function Discrepancy({ discrepancy, heading: Heading }: DiscrepancyProps) {
  const { description, id, metrics, sources, title } = discrepancy;
  const places = grouped(sources, ({ document, locator }) => `${document} ${placeOf(locator)}`);
  return (
    <article id={id} className={styles.discrepancy}>
      <div className={styles.words}>
        <Heading className={styles.title}>{title}</Heading>
        <p>{description}</p>
        <p className={styles.soft}>
          {metrics.length > 0 && (
            <span className={styles.piece}>
              {'Touches '}
              {metrics.map((metric, index) => (
                <span key={metric.id}>
                  {index > 0 && ', '}
                  <PageLink to={`/metrics/${metric.id}`}>{metric.title}</PageLink>
                </span>
              ))}
            </span>
          )}
          <MistakeLink about={`the discrepancy “${title}”`} className={styles.piece} />
        </p>
      </div>
      <ul className={styles.places}>
        {places.map((sides) => {
          const [first] = sides;
          return first && <Place key={`${first.document} ${first.locator}`} sides={sides} />;
        })}
      </ul>
    </article>
  );
}

/** How many sides of one place are shown before the rest is folded away. */
const most = 6;

function Place({ sides }: { sides: readonly Side[] }) {
  const [first] = sides;
  if (first === undefined) return null;
  const place = placeOf(first.locator);
  return (
    <li className={styles.place}>
      <p>
        <PageLink to={`/documents/${first.document}`} hash={anchorOf(place)}>
          {first.document_title}, {place}
        </PageLink>
      </p>
      <Sides sides={sides.slice(0, most)} place={place} />
      {sides.length > most && (
        <details>
          <summary>{sides.length - most} more in this place</summary>
          <Sides sides={sides.slice(most)} place={place} />
        </details>
      )}
    </li>
  );
}

function Sides({ sides, place }: { sides: readonly Side[]; place: string }) {
  return (
    <ul className={styles.sides}>
      {sides.map(({ document, locator, printed }) => (
        <li key={`${locator} ${printed}`}>
          <q className={styles.printed}>{printed}</q>{' '}
          {locator !== place && (
            <PageLink
              to={`/documents/${document}`}
              hash={anchorOf(locator)}
              className={styles.cell}
            >
              {locator.slice(place.length + 2)}
            </PageLink>
          )}
        </li>
      ))}
    </ul>
  );
}
