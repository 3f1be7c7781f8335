import type { Intent } from '#core/dialogue/intent.ts';
import { isUnlocked } from '#core/dialogue/pin.ts';
import type { Turn } from '#core/turn.ts';

/** What people can ask the companion for by word or button. Each is a flow that begins in its place; without it they are told so. */

const onCompanion = (turn: Turn) => turn.channel.assistant.kind === 'companion' && isUnlocked(turn);

function intent(name: string, title: string, keywords: Intent['keywords'], callable?: string): Intent {
  return {
    name: `companion.${name}`,
    title: `companion.${title}_button`,
    keywords,
    ...(callable ? { callable } : {}),
    inMenu: name !== 'begin-welcome',
    mayAsk: onCompanion,
    async handle(turn) {
      turn.note({
        step: 'companion.intent',
        outcome: 'no_flow',
        reason: `No flow is published that begins where "companion.${name}" is asked for.`,
      });
      turn.reply({ kind: 'text', text: turn.sentence('companion.not_there') });
    },
  };
}

export const companionIntents: readonly Intent[] = [
  intent('begin-welcome', 'begin', {
    // "Start" itself is a word of the guards, in every language.
    en: ['begin', "let's begin"],
    ur: ['چلیں'],
    'ur-Latn': ['chalein'],
    hi: ['चलें'],
    'hi-Latn': ['chalen'],
    ar: ['لنبدأ'],
    sw: ['tuanze'],
    es: ['vamos'],
    fr: ['allons-y'],
  }),
  intent(
    'breathe',
    'breathe',
    {
      en: ['breathe', 'breathing', 'breathing exercise'],
      ur: ['سانس', 'سانس کی مشق'],
      'ur-Latn': ['saans', 'sans ki mashq', 'saans ki mashq'],
      hi: ['साँस', 'साँस का अभ्यास'],
      'hi-Latn': ['saans ka abhyas', 'sans ka abhyas'],
      ar: ['تنفس', 'تمرين التنفس'],
      sw: ['pumua', 'zoezi la kupumua'],
      es: ['respirar', 'respiración'],
      fr: ['respirer', 'respiration'],
    },
    'Starts a short breathing exercise: the person is very tense or asks for one.',
  ),
  intent(
    'ground',
    'ground',
    {
      en: ['grounding', 'ground me', '54321'],
      ur: ['گراؤنڈنگ', 'پانچ چیزیں'],
      'ur-Latn': ['paanch cheezein', 'panch cheezen'],
      hi: ['ग्राउंडिंग', 'पाँच चीज़ें'],
      'hi-Latn': ['paanch chizein', 'panch chize'],
      ar: ['تمرين الحواس', 'خمسة أشياء'],
      sw: ['tuliza hisia', 'vitu vitano'],
      es: ['anclaje', 'cinco cosas'],
      fr: ['ancrage', 'cinq choses'],
    },
    'Starts the grounding exercise with the five senses: the person feels unreal or panics, or asks for it.',
  ),
  intent(
    'write-thought',
    'thought',
    {
      en: ['thought record', 'thoughts'],
      ur: ['خیال لکھنا', 'خیالات'],
      'ur-Latn': ['khayal likhna', 'khayalat'],
      hi: ['विचार लिखना', 'विचार'],
      'hi-Latn': ['vichar likhna', 'vichar'],
      ar: ['سجل الأفكار', 'أفكار'],
      sw: ['andika wazo', 'mawazo'],
      es: ['registro de pensamientos', 'pensamientos'],
      fr: ['journal de pensées', 'pensées'],
    },
    'Starts a short thought record: one thought goes round and round, or the person asks for it.',
  ),
  intent('change-name', 'name', {
    en: ['change my name', 'my name is wrong', 'call me something else'],
    ur: ['میرا نام بدلیں', 'نام بدلیں'],
    'ur-Latn': ['mera naam badlein', 'naam badlein', 'naam badlo'],
    hi: ['मेरा नाम बदलें', 'नाम बदलें'],
    'hi-Latn': ['mera naam badle', 'naam badle'],
    ar: ['غير اسمي', 'تغيير الاسم'],
    sw: ['badilisha jina langu', 'badilisha jina'],
    es: ['cambiar mi nombre', 'cambia mi nombre'],
    fr: ['changer mon nom', 'change mon nom'],
  }),
  intent('change-profile', 'change', {
    en: ['my settings', 'settings', 'change settings', 'my consents', 'change my consents', 'change my details', 'privacy'],
    ur: ['میری ترتیبات', 'ترتیبات', 'میری اجازتیں'],
    'ur-Latn': ['meri settings', 'meri ijazatein', 'tarteebat'],
    hi: ['मेरी सेटिंग', 'सेटिंग', 'मेरी अनुमतियाँ'],
    'hi-Latn': ['meri setting', 'meri anumatiyan'],
    ar: ['إعداداتي', 'الإعدادات', 'موافقاتي'],
    sw: ['mipangilio yangu', 'mipangilio', 'idhini zangu'],
    es: ['mis ajustes', 'ajustes', 'mis permisos'],
    fr: ['mes réglages', 'réglages', 'mes accords'],
  }),
];
