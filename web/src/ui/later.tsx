import { type ComponentType, Suspense, use } from 'react';

/** A part of a page whose script comes after the page's own. */
export interface Later<Props> {
  Part: ComponentType<Props>;
  /** Fetches the script. The server, and whoever turns to the page, wait for it. */
  load(): Promise<unknown>;
}

/**
 * The server draws the part with the page; the browser leaves that drawing as it is until the
 * script is here to take it over, and for good where it cannot be had.
 */
export function later<Props extends object>(
  fetch: () => Promise<ComponentType<Props>>,
): Later<Props> {
  let part: ComponentType<Props> | undefined;
  let loading: Promise<ComponentType<Props>> | undefined;
  let drawing: Promise<ComponentType<Props>> | undefined;
  const load = () => {
    loading ??= fetch().then((fetched) => {
      part = fetched;
      return fetched;
    });
    return loading;
  };
  const patient = () => {
    drawing ??= load().catch(() => new Promise<never>(() => undefined));
    return drawing;
  };

  function Fetched(props: Props) {
    const Found = part ?? use(patient());
    return <Found {...props} />;
  }
  return {
    load,
    Part: (props) => (
      <Suspense>
        <Fetched {...props} />
      </Suspense>
    ),
  };
}
