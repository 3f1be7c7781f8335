import type { Category } from '../finding.ts';
import type { Message, Span } from '../reading/message.ts';
import type { RuleBook } from '../rulebook/book.ts';
import type { Severity } from '../severity.ts';
import { kindsOf, ownWeights, sidesOf, type Weights } from './classify.ts';
import { partsOf, windowsOf } from './features.ts';

/** What the classifier makes of a message, and of which of its words. */
export interface Sense extends Span {
  readonly severity: Extract<Severity, 'moderate' | 'high'>;
  readonly categories: readonly Category[];
}

/**
 * The lists of the rules that speak of danger. By itself the classifier asks a question at most: that a person is called takes one of these
 * in the same words.
 */
const signs: ReadonlySet<string> = new Set([
  ...['ABUSE', 'ABUSES', 'BEATS', 'THREAT', 'LOCKED', 'CONTROL', 'HELD', 'KILL_ME', 'DO_HARM', 'VICTIM', 'KILL_V', 'KILL_HIM', 'KILL_FUT'],
  ...['CHEST', 'BREATH', 'FAINT', 'BLEED', 'BLOOD', 'SEVERE', 'PAIN', 'ATTACK', 'ATE', 'VOICES', 'COMMAND', 'ATEN', 'VOMIT'],
  ...[
    'HURT_SELF',
    'WRIST',
    'CUT',
    'HARM',
    'WEAPON',
    'PILLS',
    'POISON',
    'EDGE',
    'JUMP',
    'HANG',
    'KILL_SELF',
    'KILL_FIRST',
    'MAR_JAUN',
    'JAAN',
  ],
  ...['DIE', 'DIE_ANY', 'DIE_OTHER', 'DIE_SELF', 'FOOLISH_DEATH', 'SUICIDE', 'SUICIDE_OTHER', 'BE_DEAD', 'TAKE_ME', 'END', 'LIFE', 'LIVE'],
  ...[
    'NOT_LIVE',
    'NOT_WAKE',
    'NOT_WAKING',
    'NOT_BORN',
    'NOT_BEING',
    'NOT_HERE',
    'TIRED',
    'BEAR',
    'BURDEN',
    'WITHOUT_ME',
    'AFTER_ME',
    'NO_POINT',
  ],
  ...[
    'GOING_ON',
    'GO_ON',
    'ENDURE',
    'WAY',
    'EXIT',
    'DECIDED',
    'PLAN',
    'FAREWELL',
    'GIVES_AWAY',
    'LETTER',
    'CARE',
    'MISS',
    'NOBODY',
    'REMAIN',
  ],
  ...['HELP', 'GOD'],
]);

/** Whether one of these lists is a sign of danger. */
export function hasSign(lists: ReadonlySet<string>): boolean {
  for (const list of lists) if (signs.has(list)) return true;
  return false;
}

/** Reads every part of a message. Null: nothing of it is like the messages of people in danger. */
export function senseOf(message: Message, book: RuleBook, weights: Weights = ownWeights()): Sense | null {
  let found: (Sense & { readonly most: number }) | null = null;
  for (const window of windowsOf(message)) {
    message.meter.steps += window.to - window.from;
    const parts = partsOf(message, window, book);
    const sides = sidesOf(parts, weights);
    const isHigh = sides.crisis > 0 && hasSign(parts.lists);
    if (!isHigh && sides.risk <= 0) continue;
    // Whatever calls a person goes before any question.
    const most = isHigh ? 1_000 + sides.crisis : sides.risk;
    if (found !== null && found.most >= most) continue;
    found = { ...window, severity: isHigh ? 'high' : 'moderate', categories: categoriesOf(kindsOf(parts, weights)), most };
  }
  return found;
}

/** What it is most about; of two the one that is easier to ask about. */
function categoriesOf({ other, suicidal, medical, violence }: ReturnType<typeof kindsOf>): Category[] {
  const most = Math.max(suicidal, medical, violence);
  const about: Category = suicidal === most ? 'suicidal' : medical === most ? 'acute_medical' : 'abuse';
  return other > 0 ? ['someone_else', about] : [about];
}
