/** What a person may be in the product. One person may be several. */
export const roles = [
  'member',
  'co-opted member',
  'officer',
  'approver',
  'clerk',
  'chair',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/**
 * Public, or private: exempt by a paragraph of Schedule 12A to the Local Government Act 1972, or
 * confidential by s.100A(3). Both kinds of private are treated alike.
 */
export type Visibility = 'public' | 'private';

/** Who is asking, as far as rights go. Someone not signed in has no role. */
export interface Reader {
  roles: readonly Role[];
}

/** Somebody who has not signed in. */
export const anyone: Reader = { roles: [] };

/** Whether a reader may do something to what is public or private. What is not granted is refused. */
export function may(reader: Reader, action: Action, visibility: Visibility): boolean {
  const granted = table[action][visibility];
  if (granted === 'anyone') return true;
  return granted.some((role) => reader.roles.includes(role));
}

/** Everything that a reader may do to what is public, or to what is private. */
export function allowedTo(reader: Reader, visibility: Visibility): Action[] {
  return actions.filter((action) => may(reader, action, visibility));
}

type Granted = 'anyone' | readonly Role[];

const nobody: Granted = [];
const everyRole: Granted = roles;
/** Those whom the law and the Board let stay when press and public are excluded. */
const inPrivate: Granted = ['member', 'co-opted member', 'officer', 'approver', 'clerk', 'chair'];

/**
 * Who may do what. An administrator runs the product and reads no exempt figure by that; an
 * approver enters nothing, so that whoever publishes a figure did not write it.
 */
const table = {
  /** Signs in and out. */
  'sign in': { public: 'anyone', private: nobody },
  /** Figures, documents, meetings, requests: as a page, a file, a feed or a reply. */
  read: { public: 'anyone', private: inPrivate },
  /** What is entered and not yet published. */
  'read drafts': {
    public: ['officer', 'approver', 'clerk'],
    private: ['officer', 'approver', 'clerk'],
  },
  'enter return': { public: ['officer'], private: ['officer'] },
  'submit return': { public: ['officer'], private: ['officer'] },
  /** Meetings, their agendas and documents, and the figures a document prints. */
  'add papers': { public: ['officer', 'clerk'], private: ['officer', 'clerk'] },
  /** Checks, sends back, approves, and publishes now or at a time. */
  approve: { public: ['approver'], private: ['approver'] },
  /** Enters a new version of a published figure, which is then approved like any other. */
  correct: { public: ['officer', 'clerk'], private: ['officer', 'clerk'] },
  /** Takes a published figure away at once. */
  withdraw: { public: ['approver', 'clerk'], private: ['approver', 'clerk'] },
  /** Makes a figure, document or item private, with its paragraph or enactment. */
  exempt: { public: ['officer', 'approver', 'clerk'], private: ['officer', 'approver', 'clerk'] },
  /** Makes public what was private. */
  release: { public: nobody, private: ['approver'] },
  /** Resolutions, recommendations, requests, and the exclusion of press and public. */
  'record decisions': { public: ['clerk'], private: ['clerk'] },
  /** Closes a request with its answer or a reason. */
  'answer requests': {
    public: ['officer', 'approver', 'clerk'],
    private: ['officer', 'approver', 'clerk'],
  },
  'plan work': { public: ['clerk'], private: ['clerk'] },
  /** Loads open data files. They are published, so nothing in them is private. */
  import: { public: ['officer'], private: nobody },
  /** Asks whether a table may be published without identifying anyone. */
  'audit disclosure': { public: ['officer', 'approver'], private: ['officer', 'approver'] },
  /** Proposes a metric, polarity, target, frequency, owner or comparator group. */
  'propose definitions': { public: ['administrator'], private: nobody },
  /** Approves what somebody else proposed. */
  'approve definitions': { public: ['approver', 'administrator'], private: nobody },
  /** Walks the agenda's figures on the room's screen, and confirms that a session is private. */
  present: { public: ['chair', 'clerk'], private: ['chair', 'clerk'] },
  /** One's own notes and questions on a figure. */
  'keep notes': { public: everyRole, private: inPrivate },
  /** One's own sessions: seen and ended. */
  'see own sessions': { public: everyRole, private: nobody },
  /** People, their roles, their sign-in links, and who is disabled. */
  'manage people': { public: ['administrator'], private: nobody },
  /** The audit record, for the monitoring officer. It holds no figures. */
  'export audit': { public: ['administrator'], private: nobody },
} as const satisfies Record<string, Record<Visibility, Granted>>;

/** Everything that a route can be the doing of. */
export type Action = keyof typeof table;
export const actions = Object.keys(table) as readonly Action[];
