import { pagePaths } from '../pages.ts';

/** What was asked of the product as the public asks it, and what that took. */
export interface Asked {
  path: string;
  status: number;
  /** Milliseconds to the last byte, the first time and the second. */
  ms: number;
  again: number;
  /** As large as it is sent to whom takes nothing packed. */
  bytes: number;
}

interface Described {
  get?: { parameters?: { name: string; in: string }[] };
}

/** What each parameter of a query is asked with: what makes an answer largest or hardest to make. */
const hardest: Record<string, string> = {
  versions: 'all',
  compare: 'neighbours',
  control: 'chart,screened',
  'as-at': '2024-11-28',
  limit: '1000',
};

/**
 * Asks for every page and every route that reads, of everything there is, plainly and with what makes
 * it hardest; what the public is refused is left out. One after the other; of so many paths one.
 */
export async function askEverything(url: string, oneOf = 1): Promise<Asked[]> {
  const read = async (path: string) => (await fetch(url + path)).json();
  const ids = async (path: string, list: string, id: string): Promise<string[]> =>
    (await read(`/api/v1${path}`))[list].map((one: Record<string, string>) => one[id]);
  const of: Record<string, string[]> = {
    'metrics/:id': await ids('/metrics', 'metrics', 'id'),
    'documents/:id': await ids('/documents', 'documents', 'id'),
    ':date': await ids('/meetings', 'meetings', 'date'),
  };
  const described = (await read('/api/v1/openapi.json')).paths;
  const routes = Object.entries<Described>(described).flatMap(([path, { get }]) => {
    if (get === undefined) return [];
    const names = (get.parameters ?? []).flatMap((one) => (one.in === 'query' ? [one.name] : []));
    const query = names.flatMap((name) => (hardest[name] ? [`${name}=${hardest[name]}`] : []));
    const whole = `/api/v1${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;
    return [whole, ...query.map((one) => `${whole}?${one}`)];
  });
  const paths = [...(await pagePaths()), ...routes].flatMap((path) => filled(path, of));
  const asked: Asked[] = [];
  for (const path of paths.filter((_, at) => at % oneOf === 0)) {
    const [first, second] = [await ask(url, path), await ask(url, path)];
    if (first.status === 200) asked.push({ ...first, path, again: second.ms });
  }
  return asked;
}

async function ask(url: string, path: string) {
  const began = performance.now();
  const response = await fetch(url + path, { headers: { 'Accept-Encoding': 'identity' } });
  if (response.headers.get('content-type')?.startsWith('text/event-stream')) {
    await response.body?.cancel();
    return { status: 0, ms: 0, bytes: 0 };
  }
  const { byteLength: bytes } = await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - began, bytes };
}

/** A path with each thing it can be of in the place of its parameter. */
function filled(path: string, of: Record<string, string[]>): string[] {
  const found = Object.keys(of).find((part) => path.includes(part));
  if (found === undefined) return path.includes(':') ? [] : [path];
  const name = found.slice(found.indexOf(':'));
  return (of[found] ?? []).map((one) => path.replace(name, one));
}
