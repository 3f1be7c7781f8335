import type { Import } from './import-graph.ts';

/**
 * Who may import what: the table of the architecture, in the order in which it is asked. An import is judged by the first
 * rule that objects, so that one mistake gives one message.
 *
 * Paths: `name/` is everything below, `*` one name, `**` anything, `{a,b}` either, `<own>` what `*` or `{}` matched in `from`.
 */
export interface Arrow {
  readonly name: string;
  /** The rule in one sentence. */
  readonly says: string;
  /** What to do when one's import breaks it. */
  readonly instead: string;
  readonly from: readonly string[];
  readonly notFrom?: readonly string[];
  /** The only files that may be imported … */
  readonly only?: readonly string[];
  /** … and the only packages ("npm:zod", "node:fs"); any, when not given. */
  readonly packages?: readonly string[];
  readonly never?: readonly string[];
  readonly except?: readonly string[];
}

const ROOMS = '{inbox,safety,router,flows,templates,assistants,models,outbox,organizations,provision}';
/** Every room may know what an assistant and a channel *are*; that is how it stays ignorant of each one. */
const DEFINITIONS = ['server/assistants/assistant.ts', 'server/channels/channel.ts'];
const FRONT_DOORS = [`server/${ROOMS}/index.ts`, 'server/channels/index.ts', ...DEFINITIONS];
const GROUND = ['server/core/', 'server/platform/', 'contract/', 'package.json'];
const BROWSER = ['web/', 'widget/', 'modules/*/web/'];

export const ARROWS: readonly Arrow[] = [
  {
    name: 'tests-and-tools-are-leaves',
    says: 'What runs in production never imports tests/, tools/, a test file or testdata/.',
    instead: 'Move what both need into the production code that owns it, and import it from there in the test or tool.',
    from: ['contract/', 'server/', 'modules/', 'web/', 'widget/'],
    never: ['tests/', 'tools/', '**.test.ts', '**.test.tsx', '**/testdata/'],
  },
  {
    name: 'browser-code-stays-in-the-browser',
    says: 'Browser code imports neither the server nor modules of Node.js.',
    instead: 'Put the shape both sides need into contract/ (or the module’s contract.ts) and fetch the data through the API.',
    from: BROWSER,
    notFrom: ['**.config.ts'],
    never: ['server/', 'modules/*/server/', 'node:**'],
  },
  {
    name: 'web-sentences-are-the-floor',
    says: 'web/i18n/ and web/locales/ import only each other.',
    instead: 'Let the caller hand it in, or put it into web/data/.',
    from: ['web/i18n/', 'web/locales/'],
    only: ['web/i18n/', 'web/locales/'],
  },
  {
    name: 'web-data-knows-no-screen',
    says: 'web/data/ imports only itself, web/i18n/ and contract/.',
    instead: 'Keep what is drawn in web/ui/ or the page; data answers and tells, it shows nothing.',
    from: ['web/data/'],
    only: ['web/data/', 'web/i18n/', 'contract/'],
  },
  {
    name: 'web-components-know-no-page',
    says: 'web/ui/ imports only itself, web/data/ and web/i18n/.',
    instead: 'Take what differs from page to page as a property.',
    from: ['web/ui/'],
    only: ['web/ui/', 'web/data/', 'web/i18n/'],
  },
  {
    name: 'pages-meet-only-the-frame',
    says: 'Pages (web/<room>/, modules/<name>/web/) import their own folder, web/ui, data, i18n and shell, and contracts; never each other.',
    instead: 'Move what two of them show into web/ui/, or link to the other page.',
    from: ['web/*/', 'modules/*/web/'],
    // The frame stands around every page, and asks people to sign in.
    notFrom: ['web/shell/', 'web/{i18n,locales,data,ui}/'],
    only: ['web/<own>/', 'modules/<own>/', 'modules/*/contract.ts', 'web/{ui,data,i18n,shell}/', 'contract/'],
  },
  {
    name: 'server-never-imports-web',
    says: 'The server imports nothing of the browser’s.',
    instead: 'Put the shape both sides need into contract/ (or the module’s contract.ts).',
    from: ['server/', 'modules/*/server/'],
    never: BROWSER,
  },
  {
    name: 'contract-is-the-floor',
    says: 'contract/ imports only contract/ and zod.',
    instead: 'Describe the shape here in zod; whoever needs more builds on it in their own folder.',
    from: ['contract/'],
    only: ['contract/'],
    packages: ['npm:zod'],
  },
  {
    name: 'module-contracts-are-the-floor',
    says: 'A module’s contract.ts imports only contract/, other modules’ contract.ts and zod.',
    instead: 'Describe the shape here in zod; it is shared with the browser, so nothing of the server may come along.',
    from: ['modules/*/contract.ts'],
    only: ['contract/', 'modules/*/contract.ts'],
    packages: ['npm:zod'],
  },
  {
    name: 'platform-knows-no-messaging',
    says: 'server/platform/ imports only itself and contract/.',
    instead: 'Let the room hand in what the platform needs (a function, a list), or move the code into the room.',
    from: ['server/platform/'],
    only: ['server/platform/', 'contract/', 'package.json'],
  },
  {
    name: 'core-imports-only-platform',
    says: 'server/core/ imports only itself, server/platform/ and contract/.',
    instead: 'Move the code into the room that needs both, or let that room hand it in.',
    from: ['server/core/'],
    only: GROUND,
  },
  {
    name: 'channel-contract-knows-no-adapter',
    says: 'The files directly in server/channels/ import only each other, core, platform and contract/.',
    instead: 'Name adapters in server/modules.ts; server/boot/ hands the list in.',
    from: ['server/channels/*.ts'],
    only: ['server/channels/*.ts', ...GROUND],
  },
  {
    name: 'adapters-meet-only-the-channel-contract',
    says: 'A channel’s adapter imports only its own folder, channels/channel.ts, core, platform and contract/.',
    instead: 'Translate and classify here; what decides, stores or waits belongs to inbox or outbox.',
    from: ['server/channels/*/'],
    only: ['server/channels/<own>/', 'server/channels/channel.ts', ...GROUND],
  },
  {
    name: 'flow-engine-is-pure',
    says: 'server/flows/engine/ imports only itself, what core/dialogue/ knows of words, platform/errors.ts, contract/ and zod: it does no I/O.',
    instead: 'Return the effect as data and let the runner carry it out.',
    from: ['server/flows/engine/'],
    only: ['server/flows/engine/', 'server/core/dialogue/{text,numbers,words}.ts', 'server/platform/errors.ts', 'contract/'],
    packages: ['npm:zod'],
  },
  {
    name: 'rooms-know-no-adapter-and-no-module',
    says: 'A room never imports a channel’s adapter or a module.',
    instead:
      'Ask through the definition type (channels/channel.ts, assistants/assistant.ts); server/modules.ts names the real ones and server/boot/ hands them in.',
    from: [`server/${ROOMS}/`],
    never: ['server/channels/*/', 'modules/'],
  },
  {
    name: 'rooms-meet-at-the-front-door',
    says: 'A room reaches another room only by its index.ts or its definition types.',
    instead: 'Export what is needed from that room’s index.ts, or move it down into core.',
    from: [`server/${ROOMS}/`],
    only: ['server/<own>/', ...FRONT_DOORS, ...GROUND],
  },
  {
    name: 'modules-meet-at-the-front-door',
    says: 'A module reaches another module only by its contract.ts, server/api.ts or server/events.ts.',
    instead: 'Offer it in that module’s api.ts and name the module in `needs`, or react to its event.',
    from: ['modules/*/'],
    never: ['modules/'],
    except: ['modules/<own>/', 'modules/*/contract.ts', 'modules/*/server/api.ts', 'modules/*/server/events.ts'],
  },
  {
    name: 'modules-use-rooms-by-their-index',
    says: 'A module uses a room by its index.ts or its definition types.',
    instead: 'Export what is needed from the room’s index.ts.',
    from: ['modules/*/'],
    only: ['modules/', 'web/', ...FRONT_DOORS, ...GROUND],
  },
  {
    name: 'only-the-lists-name-features',
    says: 'Only main.ts, modules.ts, server/boot/ and server/cli/ (and web/pages.ts) name an adapter or a module.',
    instead: 'Add the feature to modules.ts (a page to web/pages.ts) and take it from the list that is handed in.',
    from: ['server/', 'web/', 'widget/'],
    notFrom: ['server/main.ts', 'server/modules.ts', 'server/boot/', 'server/cli/', 'web/pages.ts', 'server/channels/*/'],
    never: ['modules/', 'server/channels/*/'],
    // The shapes of a module's answers are no feature: pages read them.
    except: ['modules/*/contract.ts'],
  },
  {
    name: 'boot-knows-no-terminal',
    says: 'server/boot/ imports nothing of server/cli/.',
    instead: 'Put what a running program offers to commands into server/boot/, and let the command import it.',
    from: ['server/boot/'],
    never: ['server/cli/'],
  },
  {
    name: 'only-stores-talk-sql',
    says: 'Only store.ts, *-store.ts and server/platform/ make SQL: import kysely or platform/db/sql.ts.',
    instead: 'Put the query into the store beside this file, as a function with a name.',
    from: ['contract/', 'server/', 'modules/'],
    notFrom: ['server/platform/', '**/store.ts', '**-store.ts', '**.test.ts'],
    never: ['npm:kysely', 'server/platform/db/sql.ts'],
  },
  {
    name: 'a-store-serves-its-own-folder',
    says: 'A store of core or of a module is imported only from its own folder; a room’s is hidden behind its index.ts anyway.',
    instead: 'Call what the other folder offers for it (its index.ts, or a function beside the store), or move the query here.',
    from: ['server/core/*/', 'modules/*/'],
    notFrom: ['**.test.ts'],
    never: ['**/store.ts', '**-store.ts'],
    except: ['server/core/<own>/', 'modules/<own>/', 'server/platform/'],
  },
];

/** The first rule that objects to this import; undefined when it is as it should be. */
export function objection(edge: Import): Arrow | undefined {
  return ARROWS.find((arrow) => objects(arrow, edge));
}

function objects(arrow: Arrow, { from, to }: Import): boolean {
  const own = arrow.from.map((pattern) => matcher(pattern).exec(from)).find((found) => found !== null)?.[1] ?? null;
  if (!arrow.from.some((pattern) => matcher(pattern).test(from)) || matches(arrow.notFrom, from, own)) return false;
  if (matches(arrow.never, to, own)) return !matches(arrow.except, to, own);
  const allowed = /^(npm|node):/.test(to) ? arrow.packages : arrow.only;
  return allowed !== undefined && !matches(allowed, to, own);
}

function matches(patterns: readonly string[] | undefined, path: string, own: string | null): boolean {
  return (patterns ?? []).some((pattern) => matcher(pattern.replace('<own>', own ?? '<own>')).test(path));
}

const compiled = new Map<string, RegExp>();

function matcher(pattern: string): RegExp {
  let found = compiled.get(pattern);
  if (!found) {
    const source = pattern
      .replace(/[.]/g, '\\.')
      .replace(/\*\*/g, '\0')
      .replace(/\*/g, '([^/]+)')
      .replace(/\{([^}]*)\}/g, (_all, names: string) => `(${names.replaceAll(',', '|')})`)
      .replaceAll('\0', '.*')
      .replace(/\/$/, '/.*');
    found = new RegExp(`^${source}$`);
    compiled.set(pattern, found);
  }
  return found;
}
