/** What asks an application: Hono's own `request`. */
interface App {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/** As much of a browser as signing in takes: it keeps cookies, ours and other people's. */
export interface Browser {
  /** Our cookies by name. */
  cookies: Map<string, string>;
  /** Every cookie line we sent it, in order. */
  set: string[];
  ask(
    path: string,
    init?: { method?: string; headers?: Record<string, string>; body?: string },
  ): Promise<Response>;
  json(path: string): Promise<Record<string, unknown>>;
  /** Goes to another site. It follows no redirect. */
  elsewhere(address: string): Promise<Response>;
  /** What a server sends from the same place, without any of the browser's cookies. */
  fromServer(path: string, body: URLSearchParams): Promise<Response>;
  /** Puts back a cookie by the line that once set it. */
  give(line: string): void;
  /** Loses all our cookies. */
  forget(): void;
}

let browsers = 0;

/** A browser of its own, at an address of its own. */
export function openBrowser(app: App, publicUrl: URL): Browser {
  browsers += 1;
  const address = `192.0.2.${browsers % 250}, 198.51.100.${browsers % 250}`;
  const theirs = new Map<string, Map<string, string>>();
  const browser: Browser = {
    cookies: new Map(),
    set: [],
    ask: async (path, { method = 'GET', headers = {}, body } = {}) => {
      const ours =
        method === 'GET' || Object.keys(headers).length > 0
          ? {}
          : { 'Sec-Fetch-Site': 'same-origin' };
      const response = await app.request(new URL(path, publicUrl).href, {
        method,
        headers: { ...sent(browser.cookies), ...ours, 'X-Forwarded-For': address, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      browser.set.push(...response.headers.getSetCookie());
      keep(browser.cookies, response);
      return response;
    },
    json: async (path) => (await browser.ask(path)).json(),
    elsewhere: async (to) => {
      const { origin } = new URL(to);
      const cookies = theirs.get(origin) ?? new Map<string, string>();
      theirs.set(origin, cookies);
      const response = await fetch(to, { redirect: 'manual', headers: sent(cookies) });
      keep(cookies, response);
      return response;
    },
    fromServer: async (path, body) =>
      app.request(new URL(path, publicUrl).href, {
        method: 'POST',
        body: body.toString(),
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      }),
    give: (line) => {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      browser.cookies.set(name, value);
    },
    forget: () => browser.cookies.clear(),
  };
  return browser;
}

function sent(cookies: ReadonlyMap<string, string>): Record<string, string> {
  if (cookies.size === 0) return {};
  return { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
}

function keep(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [name = '', ...value] = (line.split(';')[0] ?? '').split('=');
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value.join('='));
  }
}
