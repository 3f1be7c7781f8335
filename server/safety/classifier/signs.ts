import type { Lexicon } from '../lexicon/stored.ts';
import type { Parts } from './features.ts';

/**
 * What speaks of danger, chosen by what it means and not by what was learnt. By itself the classifier asks a question at most: that a person is
 * called takes one of these in the same words. Of the rules, these lists:
 */
const lists: ReadonlySet<string> = new Set(
  `
  ABUSE ABUSES BEATS THREAT LOCKED CONTROL HELD KILL_ME DO_HARM VICTIM KILL_V KILL_HIM KILL_FUT CHEST BREATH FAINT BLEED
  BLOOD SEVERE PAIN ATTACK ATE VOICES COMMAND ATEN VOMIT HURT_SELF WRIST CUT HARM WEAPON PILLS POISON EDGE JUMP HANG
  KILL_SELF KILL_FIRST MAR_JAUN JAAN DIE DIE_ANY DIE_OTHER DIE_SELF FOOLISH_DEATH SUICIDE SUICIDE_OTHER BE_DEAD TAKE_ME
  END LIFE LIVE NOT_LIVE NOT_WAKE NOT_WAKING NOT_BORN NOT_BEING NOT_HERE TIRED BEAR BURDEN WITHOUT_ME AFTER_ME NO_POINT
  GOING_ON GO_ON ENDURE WAY EXIT DECIDED PLAN FAREWELL GIVES_AWAY LETTER CARE MISS NOBODY REMAIN HELP GOD
`
    .trim()
    .split(/\s+/),
);

/** Of the lexicon: death, harm, farewell, despair, violence, signs of illness, voices. Not: money, weather, school, love, places. */
export const signConcepts: ReadonlySet<string> = new Set(
  `
  DIE DEAD DEATH SUICIDE KILL_SELF KILL_OTHER END_LIFE NOT_EXIST NOT_WAKE_UP LIVE_LIFE OTHER_WORLD GRAVE_FUNERAL HANG JUMP
  DROWN BURN_SELF SHOOT STAB CUT SWALLOW_TAKE DRINK_POISON OVERDOSE STARVE HURT_SELF SCRATCH_HIT_SELF ROPE PILLS BRIDGE
  TRAIN_TRACKS KNIFE BLADE GUN POISON RIVER_WATER ROOF_HEIGHT CEILING_FAN PETROL_GAS ACID WEAPON STICK_BELT BALCONY_WINDOW
  EDGE
  GOODBYE FORGIVE_ME LAST_MESSAGE LETTER_NOTE WILL_TESTAMENT GIVE_AWAY PASSWORD_LEAVE LOOK_AFTER REMEMBER_ME
  TELL_THEM_LOVE PRAY_FOR_ME DEBTS_PAID THANK_FOR_ALL PEACE_CALM_AT_LAST NO_ONE_WILL_BE_BOTHERED DO_NOT_LOOK_FOR_ME
  LOCKED_DOOR ALONE_HOME PHONE_OFF FIND_BODY NOT_MY_PROBLEM_ANY_MORE
  TIRED_OF_LIFE HOPELESS NO_WAY_OUT BURDEN WORTHLESS EMPTY_NUMB NOBODY_CARES HATE_SELF LOSE_CONTROL DARK_THOUGHTS GIVE_UP
  BETTER_WITHOUT_ME
  HIT BEAT SLAP CHOKE KICK PUSH RAPE TOUCH_SEXUAL THREATEN LOCK_IN FOLLOW_CHASE BREAK_DOOR SCREAM HIDE RUN_AWAY
  WEAPON_DRAWN FORCE_MARRY BRUISE BLEEDING_FROM_BLOWS KIDNAP ROB BLACKMAIL_PHOTOS REVENGE MURDER_THREAT WAR_ATTACK
  BLOOD BLEED CHEST BREATH CANNOT_BREATHE HEART FACE_DROOP SPEECH_SLUR LIPS_BLUE UNCONSCIOUS FAINT SEIZURE VOMIT SWELLING
  NUMB_WEAK STRONG_PAIN WATERS_LABOUR MISCARRIAGE CHOKING_FOOD SNAKE_BITE ALLERGY BURN ACCIDENT_CRASH FALL ELECTRIC_SHOCK
  HEART_ATTACK STROKE AMBULANCE NOT_RESPONDING SMOKE_GAS WOUND
  VOICES COMMANDED WATCHED_CAMERAS POISON_IN_FOOD CHOSEN_MISSION DEVIL_JINN NOT_EATEN MUST_HELP
`
    .trim()
    .split(/\s+/),
);

const byLexicon = new WeakMap<Lexicon, ReadonlySet<number>>();

function numbersIn(lexicon: Lexicon): ReadonlySet<number> {
  const known = byLexicon.get(lexicon);
  if (known) return known;
  const numbers = new Set(lexicon.names.flatMap((name, number) => (signConcepts.has(name) ? [number] : [])));
  byLexicon.set(lexicon, numbers);
  return numbers;
}

/** Whether some words have a sign of danger. */
export function hasSign({ lists: named, told }: Pick<Parts, 'lists' | 'told'>, lexicon: Lexicon): boolean {
  for (const list of named) if (lists.has(list)) return true;
  const signs = numbersIn(lexicon);
  for (const concept of told) if (signs.has(concept)) return true;
  return false;
}
