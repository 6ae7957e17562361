import { type QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import { type AroundNavHandler, Router } from 'wouter';
import { keepPlace, useComingBack } from './comingBack.ts';
import { Live } from './live/Live.tsx';
import { NotFound } from './notFound/NotFound.tsx';
import { routes } from './routes.ts';
import { findRoute, type Route, type Visit } from './screen.ts';
import { type Settings, SettingsContext } from './settings.ts';
import { Shell } from './shell/Shell.tsx';
import { Catch } from './ui/Catch.tsx';
import { Loading } from './ui/Loading.tsx';
import { ProblemMessage } from './ui/ProblemMessage.tsx';
import { usePlace } from './view.ts';

interface AppProps {
  client: QueryClient;
  settings: Settings;
  /** On the server, where there is no address bar. */
  at?: { path: string; search: string };
  /** How far was heard what happened when the page was read. */
  after?: string | undefined;
}

/** The whole product, the same in the browser and for the first paint. */
export function App({ client, settings, at, after }: AppProps) {
  const server = at ? { ssrPath: at.path, ssrSearch: at.search } : {};
  return (
    <QueryClientProvider client={client}>
      <SettingsContext value={settings}>
        <Router {...server} aroundNav={turnPage}>
          <Shell>
            <Page client={client} />
          </Shell>
          <Live after={after} />
        </Router>
      </SettingsContext>
    </QueryClientProvider>
  );
}

function Page({ client }: { client: QueryClient }) {
  const { path, view } = usePlace();
  useComingBack();
  const found = findRoute(routes, path);
  if (!found) return <NotFound what="page" />;
  return (
    <Catch key={path} instead={(error) => <ProblemMessage error={error} what="page" />}>
      <Found client={client} route={found.route} visit={{ params: found.params, view }} />
    </Catch>
  );
}

function Found({ client, route, visit }: { client: QueryClient; route: Route; visit: Visit }) {
  const screen = useSyncExternalStore(route.wait, route.loaded, route.loaded);
  useTitle(client, () => screen?.about(client, visit).title ?? 'Loading');

  if (!screen) return <Loading what="page" />;
  return <screen.Screen {...visit} />;
}

/** The title follows what has been read, so it is looked at whenever something arrives. */
function useTitle(client: QueryClient, title: () => string) {
  useEffect(() => {
    const show = () => {
      document.title = `${title()} – Throughline`;
    };
    show();
    return client.getQueryCache().subscribe(show);
  });
}

/**
 * Fetches a screen's script before the address changes, so that no empty page flashes; then, on
 * another page, begins at its top for eyes and for screen readers alike, or at the part named.
 */
const turnPage: AroundNavHandler = (navigate, to, options) => {
  const next = new URL(to, location.href);
  const found = findRoute(routes, next.pathname);
  const go = () => {
    const isOtherPage = next.pathname !== location.pathname;
    if (isOtherPage) keepPlace();
    navigate(next.pathname + next.search, options);
    if (next.hash) return seek(next.hash);
    if (!isOtherPage) return;
    scrollTo({ top: 0, behavior: 'instant' });
    document.querySelector('main')?.focus({ preventScroll: true });
  };
  if (!found || found.route.loaded()) return go();
  const load = async () => (await found.route.load()).rest?.();
  load().then(go, () => location.assign(next));
};

const patience = 10_000;

/**
 * Goes to a part of the page as soon as it is there. By the address and not by scrolling: only so
 * does the browser mark the part as the one that was asked for.
 */
function seek(hash: string) {
  const giveUp = performance.now() + patience;
  const { pathname } = location;
  const look = () => {
    if (location.pathname !== pathname) return;
    if (document.getElementById(decodeURIComponent(hash.slice(1)))) location.replace(hash);
    else if (performance.now() < giveUp) requestAnimationFrame(look);
  };
  look();
}
