/** The pages that are kept: the picture, metrics and meetings. Never one of those signed in. */
export function isKeptPage({ pathname }: URL): boolean {
  return /^\/$|^\/metrics\/[^/]+$|^\/meetings(\/[^/]+)*$/.test(pathname);
}

/** The replies of the API that those pages read. */
export function isKeptReply({ pathname }: URL): boolean {
  return /^\/api\/v1\/(picture|meetings|metrics|documents|discrepancies)(\/[^./]+)*$/.test(
    pathname,
  );
}

/** A script, style or font, whose name holds a hash of its content. */
export function isAsset({ pathname }: URL): boolean {
  return pathname.startsWith('/assets/');
}

/**
 * Whether a reply may stand on this device: it says itself that it is the same for everybody.
 * Whatever was sent to a session says `private, no-store`.
 */
export function isForAll(response: Response): boolean {
  const kept = response.headers.get('Cache-Control') ?? '';
  return (
    response.status === 200 &&
    response.type === 'basic' &&
    !response.redirected &&
    /\bpublic\b/.test(kept) &&
    !/\b(private|no-store)\b/.test(kept)
  );
}
