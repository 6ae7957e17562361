import {
  type Counting,
  type Database,
  eventsAfter,
  type Heard,
  type Listener,
  lastTold,
  nextPublication,
  type Ring,
  type ToldEvent,
  tellPublications,
} from '@throughline/db';
import type { Logger } from 'pino';

/**
 * The events table to open pages: the contract.
 *
 * **To tell**: `addEvent(tx, { channel, visibility, kind, about, at })` in the transaction of what
 * happened, after `noteChange` and before `appendAudit`. `about` holds ids only; whoever is told
 * reads what changed through the API, with their own rights. `noteChange` tells on `record` by
 * itself. A new kind of happening is a line in `EventKind`; who may hear a channel is a line in
 * `channels.ts`.
 *
 * **To hear**: `GET /api/v1/events?channels=record,meeting:2024-11-28` with
 * `Accept: text/event-stream` is a stream, otherwise one reply `{ after, events }`, the same events.
 * - First comes `event: ready`, then a message for each event:
 *   `data: {"channel":"record","visibility":"public","kind":"figures published","about":{…},"at":"…"}`,
 *   and every fifteen seconds `event: beat`.
 * - Each has an `id`, which says how far all the channels were heard. Whoever comes back with it, as
 *   `Last-Event-ID` or `?after=`, is told everything after it, once and in the order of commits.
 *   Without one, it begins with now. What it looks like is nobody's business but ours.
 * - A channel's public and private events are counted apart, so an id tells nothing of what its
 *   reader may not see.
 * - When rights change, a session ends or the server stops, the stream ends at once (within fifteen
 *   seconds should the ring be lost); coming back with the last id misses nothing that may still be
 *   heard.
 *
 * **Order and loss**: numbers are taken under a lock in the transaction of the change, so the order of
 * numbers is that of commits and a reader who has seen a number has seen all before it. The
 * doorbell may miss a ring: then the table is looked at within a second.
 */
export interface Events {
  /** Begins to look: at every ring of the database's doorbell, and every second. */
  begin(listen: (rung: (ring: Ring) => void) => Promise<Listener>): Promise<void>;
  /** Looks now for what was told and for publications whose moment has come. */
  look(): Promise<void>;
  /** Everything told after what was heard, of a few hundred at most. */
  after(heard: readonly Heard[]): Promise<ToldEvent[]>;
  /** How far each counting has come. */
  now(countings: readonly Counting[]): Promise<Heard[]>;
  /**
   * Follows countings: an event as it is told, a beat of the heart, or `rights` when somebody's rights
   * changed. Ends with the product.
   */
  follow(heard: readonly Heard[]): AsyncGenerator<ToldEvent | 'beat' | 'rights'>;
  /** Ends every stream and looks no more. */
  end(): Promise<void>;
}

interface EventsSettings {
  db: Database;
  log: Logger;
  now: () => Date;
  /** Told first of all when the record has changed, so that nobody is answered from before it. */
  recordChanged: () => void;
}

/** The newest events of a counting that somebody follows, read once for everybody. */
interface Tail {
  counting: Counting;
  /** Everything told after this number is in `events`. */
  from: number;
  events: ToldEvent[];
  followers: number;
}

const lookEvery = 1000;
const beatEvery = 15_000;
const batch = 500;

/** An event is told no earlier than its moment by our own clock, unless the clocks disagree by more. */
const clocksDiffer = 5000;

/** Hears the events table for all streams of this process. */
export function createEvents({ db, log, now, recordChanged }: EventsSettings): Events {
  const tails = new Map<string, Tail>();
  let listener: Listener | undefined;
  let timers: NodeJS.Timeout[] = [];
  let soon: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let isRungAgain = false;
  let hasEnded = false;
  /** Counts how often rights changed: a stream that was busy with something else sees it still. */
  let rightsChanged = 0;
  let waking = promised<'news' | 'beat'>();

  return { begin, look, after, now: (countings) => lastTold(db, countings), follow, end };

  async function begin(listen: (rung: (ring: Ring) => void) => Promise<Listener>): Promise<void> {
    timers = [
      setInterval(() => void look(), lookEvery).unref(),
      setInterval(() => wake('beat'), beatEvery).unref(),
    ];
    listener = await listen((ring) => {
      if (ring === 'rights') {
        rightsChanged += 1;
        wake('news');
      }
      recordChanged();
      void look();
    });
  }

  /** One look at a time; a ring meanwhile brings one more. */
  function look(): Promise<void> {
    if (looking !== undefined) {
      isRungAgain = true;
      return looking;
    }
    looking = (async () => {
      try {
        do {
          isRungAgain = false;
          await lookOnce();
        } while (isRungAgain && !hasEnded);
      } catch (error) {
        if (!hasEnded) log.warn(error, 'The events could not be read; trying again');
      } finally {
        looking = undefined;
      }
    })();
    return looking;
  }

  async function lookOnce(): Promise<void> {
    if ((await tellPublications(db, now())) > 0) recordChanged();
    const next = await nextPublication(db, now());
    if (next) lookIn(next.getTime() - now().getTime());

    const followed = [...tails.values()].filter(({ followers }) => followers > 0);
    for (;;) {
      const found = await eventsAfter(
        db,
        followed.map((tail) => ({ ...tail.counting, number: endOf(tail) })),
        batch,
      );
      const events = ripe(found);
      if (events.length === 0) return;
      if (events.some(({ channel }) => channel === 'record')) recordChanged();
      for (const event of events) {
        const tail = tails.get(nameOf(event));
        if (tail !== undefined && event.number === endOf(tail) + 1) tail.events.push(event);
      }
      for (const tail of followed) trim(tail);
      wake('news');
      if (found.length < batch) return;
    }
  }

  async function after(heard: readonly Heard[]): Promise<ToldEvent[]> {
    const found: ToldEvent[] = [];
    const older: Heard[] = [];
    for (const one of heard) {
      const tail = tails.get(nameOf(one));
      if (tail === undefined || one.number < tail.from) older.push(one);
      else found.push(...tail.events.filter(({ number }) => number > one.number));
    }
    return older.length === 0 ? found : [...ripe(await eventsAfter(db, older, batch)), ...found];
  }

  async function* follow(from: readonly Heard[]): AsyncGenerator<ToldEvent | 'beat' | 'rights'> {
    const heard = new Map(from.map((one) => [nameOf(one), { ...one }]));
    const followed = [...heard.values()].map(followedFrom);
    let rightsSeen = rightsChanged;
    try {
      while (!hasEnded) {
        // Taken before looking: what comes in between must not be slept through.
        const woken = waking.promise;
        if (rightsSeen !== rightsChanged) {
          rightsSeen = rightsChanged;
          yield 'rights';
          continue;
        }
        const events = await after([...heard.values()]);
        for (const event of events) {
          const one = heard.get(nameOf(event));
          if (one === undefined || event.number !== one.number + 1) continue;
          one.number = event.number;
          yield event;
        }
        if (events.length === 0 && !hasEnded && (await woken) === 'beat' && !hasEnded) yield 'beat';
      }
    } finally {
      for (const tail of followed) {
        tail.followers -= 1;
        if (tail.followers === 0) tails.delete(nameOf(tail.counting));
      }
    }
  }

  function followedFrom({ channel, visibility, number }: Heard): Tail {
    const name = nameOf({ channel, visibility });
    const tail = tails.get(name) ?? {
      counting: { channel, visibility },
      from: number,
      events: [],
      followers: 0,
    };
    tail.followers += 1;
    tails.set(name, tail);
    return tail;
  }

  async function end(): Promise<void> {
    hasEnded = true;
    for (const timer of timers) clearInterval(timer);
    clearTimeout(soon);
    wake('news');
    await listener?.close();
    await looking;
  }

  function wake(why: 'news' | 'beat'): void {
    const { resolve } = waking;
    waking = promised();
    resolve(why);
  }

  function lookIn(milliseconds: number): void {
    if (milliseconds > lookEvery) return;
    clearTimeout(soon);
    soon = setTimeout(() => void look(), Math.max(1, milliseconds + 1)).unref();
  }

  /** What may be told by now: each counting up to the first event whose moment is still to come. */
  function ripe(events: readonly ToldEvent[]): ToldEvent[] {
    const waiting = new Set<string>();
    return events.filter((event) => {
      const early = event.at.getTime() - now().getTime();
      if (early > 0 && early <= clocksDiffer) {
        waiting.add(nameOf(event));
        lookIn(early);
      }
      return !waiting.has(nameOf(event));
    });
  }
}

/** How far all the channels were heard, in one word that can stand in a header. */
export function heardText(heard: readonly Heard[]): string {
  return heard
    .map(({ channel, visibility, number }) => `${channel}${signs[visibility]}${number}`)
    .join(',');
}

/** How far each counting was heard by such a word. What it does not say is heard from now. */
export function readHeard(text: string, current: readonly Heard[]): Heard[] {
  const said = new Map(
    text.split(',').flatMap((one): [string, number][] => {
      const [, name = '', number = ''] =
        /^([a-z]+(?::[A-Za-z0-9-]+)?[=~])(\d{1,9})$/.exec(one) ?? [];
      return name === '' ? [] : [[name, Number(number)]];
    }),
  );
  return current.map((one) => {
    const number = said.get(`${one.channel}${signs[one.visibility]}`);
    // A database brought back from a backup may not have come so far yet.
    return number === undefined ? one : { ...one, number: Math.min(number, one.number) };
  });
}

const signs = { public: '=', private: '~' } as const;

function nameOf({ channel, visibility }: Counting): string {
  return `${channel}${signs[visibility]}`;
}

function endOf({ from, events }: Tail): number {
  return events.at(-1)?.number ?? from;
}

function trim(tail: Tail): void {
  const dropped = tail.events.splice(0, Math.max(0, tail.events.length - batch));
  tail.from = dropped.at(-1)?.number ?? tail.from;
}

function promised<Value>(): { promise: Promise<Value>; resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
