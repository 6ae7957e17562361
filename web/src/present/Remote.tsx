import type { PresentationPage, WireRemote } from '@throughline/api/wire/presentation';
import { londonTime } from '@throughline/domain/london';
import { dayLabel } from '@throughline/domain/period';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { PageLink } from '../ui/PageLink.tsx';
import { AddFigure } from './AddFigure.tsx';
import { actOf, areKeysOn, type KeyAct, keyList, setKeys } from './keys.ts';
import { Pointing } from './Pointing.tsx';
import { PrivatePart } from './PrivatePart.tsx';
import styles from './present.module.css';
import { codeWords } from './presentQuery.ts';
import { Queue } from './Queue.tsx';
import { Room } from './Room.tsx';
import { newestFigure } from './roomChart.ts';
import { type Presenting, usePresenting } from './usePresenting.ts';

/** The remote of one meeting, or the way to open its presentation. */
export function Remote({ page }: { page: PresentationPage }) {
  const presenting = usePresenting(page);
  return page.open ? (
    <Open page={page} open={page.open} presenting={presenting} />
  ) : (
    <Closed page={page} presenting={presenting} />
  );
}

function Closed({ page, presenting }: { page: PresentationPage; presenting: Presenting }) {
  return (
    <article className={styles.closed}>
      <p className={styles.above}>
        <PageLink to={`/meetings/${page.meeting}`}>Meeting of {dayLabel(page.meeting)}</PageLink>
      </p>
      <h1>Present the meeting of {dayLabel(page.meeting)}</h1>
      <p>
        The figures of the agenda come in its order. The room’s screen is any window or computer: it
        opens with a code. It begins in public session, and nothing exempt is sent while it is.
      </p>
      <p>The figures are those published now, so that a correction shows as it is made.</p>
      <button type="button" className={styles.main} onClick={() => void presenting.open()}>
        Open the presentation
      </button>
      {presenting.problem && (
        <p role="alert" className={styles.refused}>
          {presenting.problem}
        </p>
      )}
      <PrivatePart page={page} presenting={presenting} />
    </article>
  );
}

interface OpenProps {
  page: PresentationPage;
  open: WireRemote;
  presenting: Presenting;
}

function Open({ page, open, presenting }: OpenProps) {
  const [isClean, setClean] = useState(false);
  const [isKeyed, setKeyed] = useState(true);
  const help = useRef<HTMLDialogElement>(null);
  useEffect(() => setKeyed(areKeysOn()), []);
  const { room } = open;

  const press = useEffectEvent((key: KeyAct) => {
    switch (key) {
      case 'next':
      case 'previous':
        return void presenting.act({ do: key });
      case 'blank':
        return void presenting.act({ do: 'blank', on: !blankNow(open) });
      case 'freeze':
        return void presenting.act({ do: 'freeze', on: !open.is_frozen });
      case 'larger':
        return void presenting.act({ do: 'larger', on: !room.is_larger });
      case 'zoom':
        return void presenting.act({ do: 'zoom', on: !room.is_zoomed });
      case 'pointer on':
        return void presenting.act({ do: 'point', at: pointed(open, 1) });
      case 'pointer back':
        return void presenting.act({ do: 'point', at: pointed(open, -1) });
      case 'pointer off':
        if (isClean) return setClean(false);
        return void presenting.act({ do: 'point' });
      case 'screen':
        return setClean(!isClean);
      case 'help':
        return help.current?.showModal();
    }
  });
  useEffect(() => {
    if (!isKeyed) return;
    const listen = (event: KeyboardEvent) => {
      const act = actOf(event);
      if (act === undefined || event.repeat) return;
      event.preventDefault();
      press(act);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [isKeyed]);

  const next = open.queue.find(({ id }) => id === open.next);
  const { current } = open;
  return (
    <article className={styles.remote}>
      {isClean && <Room view={room} isLive={presenting.isLive} />}
      <div
        className={open.session === 'private' ? styles.privateBand : styles.publicBand}
        inert={isClean}
      >
        <p>
          <b>{open.session === 'private' ? 'Private session' : 'Public session'}</b>
          {open.private_item !== undefined && <> · item {open.private_item}</>}
          {open.is_frozen && ' · the room is frozen'}
          {blankNow(open) && ' · the room is blank'}
          {!presenting.isLive && ' · not live'}
        </p>
        <Clock />
      </div>

      <div className={styles.columns} inert={isClean}>
        <section aria-labelledby="now" className={styles.now}>
          <h1 id="now" className="visually-hidden">
            Present the meeting of {dayLabel(page.meeting)}
          </h1>
          <div className={styles.steps}>
            <button type="button" className={styles.step} onClick={() => press('previous')}>
              ← Previous
            </button>
            <button type="button" className={styles.mainStep} onClick={() => press('next')}>
              Next →
            </button>
          </div>
          <p className={styles.comes}>
            {current && (
              <>
                {current.place} of {current.of}.{' '}
              </>
            )}
            Next: {next ? next.title : 'that was the last'}
          </p>
          <div role="img" aria-label={`What the room sees: ${roomWords(open)}`}>
            <div aria-hidden="true" inert>
              <Room view={room} isPreview />
            </div>
          </div>
          <p role="status" className="visually-hidden">
            {roomWords(open)}
          </p>
          {presenting.problem && (
            <p role="alert" className={styles.refused}>
              {presenting.problem}
            </p>
          )}
          <div className={styles.toggles}>
            <Toggle isOn={blankNow(open)} onPress={() => press('blank')}>
              Blank
            </Toggle>
            <Toggle isOn={open.is_frozen} onPress={() => press('freeze')}>
              Freeze
            </Toggle>
            <Toggle isOn={room.is_larger} onPress={() => press('larger')}>
              Larger text
            </Toggle>
            <Toggle isOn={room.is_zoomed} onPress={() => press('zoom')}>
              Newest only
            </Toggle>
            <button type="button" className={styles.button} onClick={() => setClean(true)}>
              Clean screen
            </button>
            <button
              type="button"
              className={styles.button}
              onClick={() => help.current?.showModal()}
            >
              Keys
            </button>
          </div>
          {current && (
            <>
              <h2>To read out</h2>
              <p className={styles.speak}>{current.sentence || current.headline}</p>
              <p className={styles.hint}>
                {current.source}
                {current.metric && (
                  <>
                    {' · '}
                    <a href={`/metrics/${current.metric.id}`} target="_blank" rel="noreferrer">
                      open its page
                    </a>
                  </>
                )}
              </p>
              <Pointing slide={current} pointer={room.pointer} presenting={presenting} />
            </>
          )}
        </section>

        <div className={styles.beside}>
          <section aria-labelledby="screen" className={styles.code}>
            <h2 id="screen">The room’s screen</h2>
            <p className={styles.codeWords}>{codeWords(open.code)}</p>
            <p>
              <a href={`/screen/${open.code}`} target="_blank" rel="noreferrer">
                Open it in another window
              </a>
              , or on another computer go to <b>/screen</b> and type the code.{' '}
              {screensWords(open.screens)}
            </p>
          </section>
          <PrivatePart page={page} presenting={presenting} />
          <Queue open={open} presenting={presenting} />
          <AddFigure presenting={presenting} />
          <p>
            <button type="button" className={styles.button} onClick={() => void presenting.close()}>
              End the presentation
            </button>
          </p>
        </div>
      </div>

      <dialog ref={help} className={styles.help} aria-labelledby="keys-title">
        <h2 id="keys-title">Keys and clicker</h2>
        <dl>
          {keyList.map(({ keys, words }) => (
            <div key={keys}>
              <dt>{keys}</dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
        <p>
          <label>
            <input
              type="checkbox"
              checked={isKeyed}
              onChange={({ target }) => {
                setKeys(target.checked);
                setKeyed(target.checked);
              }}
            />{' '}
            The keys are on
          </label>
        </p>
        <form method="dialog">
          <button type="submit" className={styles.main}>
            Close
          </button>
        </form>
      </dialog>
    </article>
  );
}

interface ToggleProps {
  isOn: boolean;
  onPress: () => void;
  children: string;
}

function Toggle({ isOn, onPress, children }: ToggleProps) {
  return (
    <button type="button" className={styles.button} aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}

/** The time in Coventry; it comes with the script, as no page is drawn for one minute. */
function Clock() {
  const [time, setTime] = useState('');
  useEffect(() => {
    const show = () => setTime(londonTime(new Date()));
    show();
    const timer = setInterval(show, 1000);
    return () => clearInterval(timer);
  }, []);
  return <p className={styles.clock}>{time}</p>;
}

function blankNow({ room }: WireRemote): boolean {
  return room.is_blank;
}

function roomWords({ room }: WireRemote): string {
  return room.slide ? room.slide.headline : 'nothing, the screen is blank';
}

function screensWords({ public: count, private: inside }: WireRemote['screens']): string {
  const opened = count === 1 ? 'One screen was opened' : `${count} screens were opened`;
  return inside > 0 ? `${opened}; ${inside} let into the private part.` : `${opened}.`;
}

/** The figure of the first line after or before the one pointed at; from nothing, the newest. */
function pointed({ current, room }: WireRemote, step: 1 | -1) {
  const line = current?.lines[0];
  if (!line || !current || !newestFigure(current)) return undefined;
  const { points } = line;
  const at = points.findIndex(({ period }) => period === room.pointer?.period);
  const point =
    at < 0 ? points.at(-1) : points[Math.min(points.length - 1, Math.max(0, at + step))];
  return point && { period: point.period, category: line.category };
}
