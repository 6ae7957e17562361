import type { QueryClient } from '@tanstack/react-query';
import type { ComponentType } from 'react';
import type { View } from './view.ts';

/** What a screen is shown for: the named parts of its path, and the view. */
export interface Visit {
  params: Readonly<Record<string, string>>;
  view: View;
}

/** A page of the product. */
export interface Screen {
  Screen: ComponentType<Visit>;
  /**
   * Reads what the first paint needs into the client. The server awaits it before it renders; it
   * throws the `ApiProblem` of whatever the page cannot be without.
   */
  prefetch(client: QueryClient, visit: Visit): Promise<unknown>;
  /** Fetches the scripts that the first paint in the browser does without. */
  rest?(): Promise<unknown>;
  /** The title and description of the page, from what has been read. */
  about(client: QueryClient, visit: Visit): { title: string; description?: string };
}

/** A path of the product and where its screen is, fetched when first needed. */
export interface Route {
  /** `/metrics/:id` */
  path: string;
  /** The file of the screen under web/src, by which the server finds its scripts. */
  file: string;
  load(): Promise<Screen>;
  /** The screen, when it has been loaded. */
  loaded(): Screen | undefined;
  /** Loads the screen for whoever waits for it, and tells them. */
  wait(told: () => void): () => void;
}

/** A line of the routing table. */
export function route(path: string, file: string, fetchScreen: () => Promise<Screen>): Route {
  let screen: Screen | undefined;
  let loading: Promise<Screen> | undefined;
  const load = () => {
    loading ??= fetchScreen().then((fetched) => {
      screen = fetched;
      return fetched;
    });
    return loading;
  };
  return {
    path,
    file,
    loaded: () => screen,
    load,
    wait: (told) => {
      let isWaiting = screen === undefined;
      // A script that cannot be had: the whole page is asked for again, and says what is wrong.
      if (isWaiting)
        load().then(
          () => isWaiting && told(),
          () => location.reload(),
        );
      return () => {
        isWaiting = false;
      };
    },
  };
}

/** The route of a path with the named parts of it, or nothing. */
export function findRoute(
  routes: readonly Route[],
  path: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = matched(route.path, path);
    if (params) return { route, params };
  }
  return undefined;
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.replace(/(.)\/$/, '$1').split('/');
  if (wanted.length !== given.length) return undefined;

  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const text = given[index] ?? '';
    if (part.startsWith(':')) {
      if (text === '') return undefined;
      params[part.slice(1)] = text;
    } else if (part !== text) {
      return undefined;
    }
  }
  return params;
}
