import type { WireScreen, WireSlide } from '@throughline/api/wire/presentation';
import { londonTime } from '@throughline/domain/london';
import { symbolMeaning } from '@throughline/domain/value';
import { figureText } from '../figure/FigureText.tsx';
import { RoomChart } from './RoomChart.tsx';
import styles from './room.module.css';
import { newestFigure, type RoomDrawing, roomDrawing } from './roomChart.ts';

interface RoomProps {
  view: WireScreen;
  /** Whether the screen hears what happens; nothing is said before it is known. */
  isLive?: boolean;
  /** In the chair's remote it is a picture of the room's screen, as wide as its place. */
  isPreview?: boolean;
}

/** What the room sees: one finding, one chart, and whether the session is public. */
export function Room({ view, isLive = true, isPreview = false }: RoomProps) {
  const { slide, session, is_larger: isLarger } = view;
  const className = [
    styles.room,
    isPreview ? styles.preview : styles.full,
    isLarger ? styles.larger : '',
  ].join(' ');
  return (
    <div className={className}>
      <div className={styles.inner}>
        <div className={session === 'private' ? styles.privateBand : styles.publicBand}>
          <p className={styles.session}>
            {session === 'private' ? 'Private session' : 'Public session'}
          </p>
          {slide?.item && (
            <p className={styles.item}>
              Item {slide.item.position} · {slide.item.title}
            </p>
          )}
        </div>
        {slide ? <Shown slide={slide} view={view} isPreview={isPreview} /> : <Empty view={view} />}
        {!isLive && (
          <p className={styles.notLive} role="status">
            Not live
          </p>
        )}
      </div>
    </div>
  );
}

function Empty({ view: { session, admitted } }: { view: WireScreen }) {
  if (session === 'private' && !admitted) {
    return (
      <div className={styles.shut}>
        <h1 className={styles.headline}>The meeting is in private session</h1>
        <p className={styles.note}>Nothing of this part is sent to this screen.</p>
      </div>
    );
  }
  return (
    <div className={styles.blank}>
      <h1 className="visually-hidden">The screen is blank</h1>
    </div>
  );
}

function Shown({
  slide,
  view,
  isPreview,
}: {
  slide: WireSlide;
  view: WireScreen;
  isPreview: boolean;
}) {
  const drawing = roomDrawing(slide, {
    isLarger: view.is_larger,
    isZoomed: view.is_zoomed,
    pointer: view.pointer,
  });
  const Heading = isPreview ? 'p' : 'h1';
  return (
    <>
      <Heading className={styles.headline}>{slide.headline}</Heading>
      {slide.withheld && (
        <p className={styles.care}>
          <b>Read with care:</b> {slide.withheld}
        </p>
      )}
      <div className={styles.body}>
        {drawing ? <RoomChart drawing={drawing} /> : <OneFigure slide={slide} />}
        {drawing && <InWords slide={slide} />}
      </div>
      <div className={styles.foot}>
        <p>{slide.source}</p>
        {drawing && <Key drawing={drawing} slide={slide} />}
        {slide.corrected_at && (
          <p className={styles.corrected}>
            Corrected at {londonTime(new Date(slide.corrected_at))}
          </p>
        )}
        <p className={styles.place}>
          {slide.place} of {slide.of}
        </p>
      </div>
    </>
  );
}

function Key({ drawing, slide }: { drawing: RoomDrawing; slide: WireSlide }) {
  const said = [
    ...(drawing.hasHollow ? ['○ worked out from the text'] : []),
    ...(drawing.hasDashed ? ['dashed: provisional'] : []),
    ...(drawing.startsAt ? [`the scale starts at ${drawing.startsAt}`] : []),
    ...(slide.more_lines > 0 ? [`${slide.more_lines} more not drawn`] : []),
  ];
  return said.length > 0 ? <p>{said.join(' · ')}</p> : null;
}

/** A figure with nothing to compare it with stands by itself, as large as can be. */
function OneFigure({ slide }: { slide: WireSlide }) {
  const unit = slide.metric?.unit ?? 'count';
  const shown = slide.lines.length > 1 ? slide.lines : slide.lines.slice(0, 1);
  const newest = newestFigure(slide);
  if (!newest) return <p className={styles.note}>{slide.metric ? 'No figure is known' : ''}</p>;
  return (
    <dl className={styles.ones}>
      {shown.map(({ category, title, points }) => {
        const point = points.at(-1);
        if (!point) return null;
        return (
          <div key={category} className={styles.one}>
            <dd className={'symbol' in point ? styles.symbol : styles.figure}>
              {'symbol' in point ? symbolMeaning(point.symbol) : figureText(point, unit)}
            </dd>
            <dt>
              {slide.lines.length > 1 ? `${title}, ` : ''}
              {point.period_label}
            </dt>
            {'symbol' in point && point.note && <dd className={styles.note}>{point.note}</dd>}
          </div>
        );
      })}
    </dl>
  );
}

/** The same figures as a list: for a narrow screen, and for whoever hears the page. */
function InWords({ slide: { lines, metric } }: { slide: WireSlide }) {
  return (
    <ul className={styles.words}>
      {lines.flatMap(({ category, title, points }) =>
        points.map((point) => (
          <li key={`${category} ${point.period}`}>
            {lines.length > 1 && `${title}, `}
            {point.period_label}: <b>{figureText(point, metric?.unit ?? 'count')}</b>
          </li>
        )),
      )}
    </ul>
  );
}
