import type { WireEvent, WireEvents } from '@throughline/api/wire/event';

/** Whether what is shown follows what happens, or stands still because nothing can be heard. */
export type Liveness = 'live' | 'not live';

export interface Hearing {
  /** `record`, `meeting:2024-11-28`, `presentation:12`: those of one place in one stream. */
  channels: readonly string[];
  /** How far was heard already, as the server said it; from now where it is left out. */
  after?: string | undefined;
  /** What is told, once and in order. */
  onEvent: (event: WireEvent) => void;
  onLiveness?: ((liveness: Liveness) => void) | undefined;
  /** A page in the background stops listening and catches up when it is looked at; a screen stays. */
  whenHidden?: 'rest' | 'stay' | undefined;
}

/** A stream that says nothing for so long is blocked, or broken without anybody having noticed. */
const firstWordIn = 5_000;
const nextWordIn = 40_000;
/** Where streams are blocked: how often to ask, and for how long before a stream is tried again. */
const askEvery = 1_500;
const askFor = 60_000;

/**
 * Listens to what happens, by a stream of server-sent events or, where streams are blocked, by asking
 * again and again. Whatever breaks, it goes on from what was last heard. Returns how to stop.
 */
export function hear(hearing: Hearing): () => void {
  const { channels, onEvent, onLiveness, whenHidden = 'rest' } = hearing;
  let after = hearing.after;
  let liveness: Liveness | undefined;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const rests = () => whenHidden === 'rest' && document.hidden;
  const look = () => (rests() ? hush() : source || asking || listen());
  document.addEventListener('visibilitychange', look);
  look();
  return () => {
    document.removeEventListener('visibilitychange', look);
    hush();
  };

  function listen() {
    hush();
    source = new EventSource(address());
    timer = setTimeout(ask, firstWordIn);
    for (const kind of ['ready', 'beat', 'message']) {
      source.addEventListener(kind, ({ lastEventId, data }: MessageEvent<string>) => {
        after = lastEventId;
        become('live');
        clearTimeout(timer);
        timer = setTimeout(listen, nextWordIn);
        if (kind === 'message') onEvent(JSON.parse(data) as WireEvent);
      });
    }
    source.addEventListener('error', () => {
      become('not live');
      // A refusal ends it; anything else the browser tries again, from what it last heard.
      if (source?.readyState === EventSource.CLOSED) ask();
    });
  }

  function ask(until = performance.now() + askFor) {
    hush();
    const control = new AbortController();
    asking = control;
    const next = async () => {
      try {
        const headers = { Accept: 'application/json' };
        const response = await fetch(address(), { headers, signal: control.signal });
        if (!response.ok) throw new Error(response.statusText);
        const told = (await response.json()) as WireEvents;
        if (control.signal.aborted) return;
        after = told.after;
        become('live');
        for (const event of told.events) onEvent(event);
      } catch {
        if (control.signal.aborted) return;
        become('not live');
      }
      timer = setTimeout(performance.now() < until ? next : listen, askEvery);
    };
    void next();
  }

  function hush() {
    source?.close();
    asking?.abort();
    clearTimeout(timer);
    source = undefined;
    asking = undefined;
  }

  function become(now: Liveness) {
    if (now === liveness) return;
    liveness = now;
    onLiveness?.(now);
  }

  function address(): string {
    const from = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
    return `/api/v1/events?channels=${channels.join(',')}${from}`;
  }
}
