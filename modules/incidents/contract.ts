import { z } from 'zod';
import { Id } from '#contract/identifiers.ts';
import { line as oneLine, Time } from '#contract/values.ts';

/** Of a message, never of a person: "needs attention", and how much. */
export const Severity = z.enum(['moderate', 'high', 'imminent']);
export type Severity = z.infer<typeof Severity>;

export const IncidentState = z.enum(['raised', 'delivered', 'acknowledged', 'resolved', 'false_alarm']);
export type IncidentState = z.infer<typeof IncidentState>;

/** One contact's messages that need attention, until somebody has dealt with them. */
export const Incident = z
  .object({
    id: Id,
    contactId: Id,
    contactName: z.string().nullable(),
    conversationId: Id.describe('Where they wrote last.'),
    messageId: Id.describe('The last of its messages.'),
    severity: Severity.describe('The highest of its messages.'),
    categories: z.array(z.string()).describe('What the texts are about: suicidal, self_harm, harm_to_others, abuse, acute_medical …'),
    state: IncidentState.describe('"delivered": somebody was reached. "acknowledged": somebody is dealing with it.'),
    messages: z.int().describe('How many joined it.'),
    raisedAt: Time,
    calledAt: Time.describe('Since when people are called for it: the beginning, or when it got worse.'),
    dueAt: Time.nullable().describe('When people are called next, while nobody has acknowledged it.'),
    called: z.array(z.object({ id: Id, name: z.string() })).describe('Members who were called for it so far.'),
    overdue: z.boolean().describe('Nobody has acknowledged it in time.'),
    deliveredAt: Time.nullable(),
    acknowledgedAt: Time.nullable(),
    acknowledgedBy: z.object({ id: Id, name: z.string() }).nullable(),
    answerSeconds: z.int().nullable().describe('From the call to the acknowledgement.'),
    closedAt: Time.nullable(),
  })
  .meta({ id: 'Incident' });
export type Incident = z.infer<typeof Incident>;

export const IncidentFinding = z.object({
  messageId: Id,
  source: z
    .enum(['message', 'transcript', 'description', 'question', 'answer', 'model'])
    .describe('Where the words came from; "answer": what an assistant was about to say; "model": a model read them beside the rules.'),
  severity: z.enum(['low', 'moderate', 'high', 'imminent']),
  categories: z.array(z.string()),
  reason: z.string(),
  words: z
    .array(z.string())
    .describe('The words that decided, as they stand in the message; none: the asker may not read it, or it is gone.'),
  rules: z.string().describe('What read it: the version of the rules, or the model.'),
  createdAt: Time,
});
export type IncidentFinding = z.infer<typeof IncidentFinding>;

export const IncidentEntry = z.object({
  id: Id,
  kind: z.string().describe('called, delivered, not_delivered, seen, acknowledged, note, resolved, false_alarm, answered, told, asked'),
  actor: z.object({ kind: z.enum(['member', 'api_key', 'system']), id: z.string(), name: z.string().nullable() }),
  data: z.record(z.string(), z.unknown()),
  note: z.string().nullable(),
  createdAt: Time,
});
export type IncidentEntry = z.infer<typeof IncidentEntry>;

export const IncidentDetail = Incident.extend({
  findings: z.array(IncidentFinding),
  suggestion: z
    .string()
    .nullable()
    .describe(
      'What the safety gate would say, in the person’s language, for whoever answers them; null: the asker may not read the conversation.',
    ),
  entries: z.array(IncidentEntry).describe('What was done, the oldest first.'),
  contactHidden: z
    .boolean()
    .describe('The asker sees the incident because they were called; the contact and the conversation are not theirs to see.'),
  canGive: z
    .array(z.object({ id: Id, name: z.string() }))
    .describe('Where the contact is hidden: the members who can give it to the asker.'),
}).meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof IncidentDetail>;

const note = z.string().trim().min(1).max(4000);
export const Acknowledgement = z.strictObject({ did: note.describe('What did you do?') });
export type Acknowledgement = z.infer<typeof Acknowledgement>;
export const IncidentNote = z.strictObject({ note });
export type IncidentNote = z.infer<typeof IncidentNote>;
export const IncidentClosing = z.strictObject({
  outcome: z.enum(['resolved', 'false_alarm']),
  note: note.describe('How it ended; or why it was a false alarm.'),
});
export type IncidentClosing = z.infer<typeof IncidentClosing>;

const counts = z.object({ moderate: z.int(), high: z.int(), imminent: z.int() });
export const IncidentFigures = z.object({
  open: counts.describe('Nobody has closed them.'),
  unacknowledged: counts,
  days: z.int(),
  raised: z.int().describe('In these days.'),
  inTime: z.int().describe('Of them: acknowledged in time.'),
  falseAlarms: z.int(),
  medianSeconds: z.int().nullable().describe('From the call to the acknowledgement; null: none was.'),
  slowestSeconds: z.int().nullable().describe('95 of 100 were quicker.'),
});
export type IncidentFigures = z.infer<typeof IncidentFigures>;

const minutes = (most: number) => z.int().min(1).max(most);
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Must be a time such as 22:00.');
const members = z.array(Id).max(50);
const templateName = z
  .string()
  .max(512)
  .regex(/^[a-z0-9_]+$/, 'Must be the name of a template: lower-case letters, digits and underscores.');
export const SafetySettings = z.strictObject({
  moderateIncidents: z.boolean().describe('Messages that are worth one question open an incident too.'),
  replies: z.boolean().describe('The safety gate answers by itself at high and imminent. Off: it only brings people.'),
  eventText: z.boolean().describe('Events for webhooks hold the words of the message.'),
  minutes: z
    .strictObject({ imminent: minutes(60), high: minutes(240), moderate: minutes(2880) })
    .describe('Within which somebody is to acknowledge.'),
  quiet: z
    .strictObject({ from: clock, to: clock })
    .nullable()
    .describe('When nobody is called for moderate ones, in the organization’s time zone. High and imminent are never held back.'),
  chain: members.describe('Members in the order in which they are called, after whoever has the contact. Empty: the pool.'),
  pool: members.describe('Members who are called together when the chain has not answered. Empty: owners and administrators.'),
  minimumAge: z.int().min(0).max(21).describe('Who says they are younger is shown lines for young people first.'),
  followUpHours: z.int().min(0).max(72).describe('So long after an answer of the gate the person is asked how they are; 0: never.'),
  followUpTemplate: z
    .strictObject({
      name: templateName,
      languages: z
        .array(z.string().regex(/^[a-z]{2,3}(_[A-Z]{2,4})?$/, 'Must be a language as templates name it, such as en or en_GB.'))
        .min(1)
        .max(20)
        .describe('In which it is approved; the first is for whoever speaks none of them.'),
      buttons: z.boolean().describe('It has three buttons for quick replies, in this order: I am okay, still hard, I need help now.'),
    })
    .nullable()
    .describe(
      'What asks the same where the window for free text has closed: a template without gaps, approved by the provider. Null: nothing.',
    ),
  readingProvider: oneLine(80)
    .nullable()
    .describe('The model provider that reads messages beside the rules, by its name: one that contacts’ words may be sent to. Null: none.'),
  phoneAlerts: z
    .strictObject({
      channelId: Id.describe('A channel that can carry alerts (`abilities.alerts`).'),
      template: templateName
        .nullable()
        .describe('An approved template with one gap, for the link: in its words, or at the end of its button.'),
      codeTemplate: templateName.nullable().describe('An approved template for the code by which a member confirms a number.'),
      order: z
        .enum(['together', 'phone_first', 'mail_first'])
        .describe('Of phone and mail, the first time somebody is called; after that both at once.'),
      from: Severity.describe('What is lighter goes by mail alone.'),
      quiet: z
        .strictObject({ from: clock, to: clock })
        .nullable()
        .describe('When phones are left alone, in the organization’s time zone. What is imminent is never held back; mails never are.'),
    })
    .nullable()
    .describe('How members who confirmed a number are told on their phones. Null: by mail alone.'),
});
export type SafetySettings = z.infer<typeof SafetySettings>;
export const SafetySettingsChange = SafetySettings.partial();
export type SafetySettingsChange = z.infer<typeof SafetySettingsChange>;

const line = {
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Must be two capital letters, such as KE.')
    .nullable()
    .describe('Shown to people there; null: everywhere.'),
  name: oneLine(80),
  number: oneLine(60).describe('As people dial it, or what they write to.'),
  kind: z.enum(['voice', 'text', 'chat']),
  hours: oneLine(60).nullable().describe('In words: "24/7", "8 to 20"; null: not known.'),
  audience: z.enum(['anyone', 'young']).describe('"young": shown first to who says they are younger than `minimumAge`.'),
};
export const SafetyLine = z.object({
  id: Id,
  ...line,
  verifiedAt: Time.describe('When somebody last tried it.'),
  expiresAt: Time.describe('Until when it is shown.'),
  shown: z.boolean(),
});
export type SafetyLine = z.infer<typeof SafetyLine>;
export const SafetyLineCreation = z.strictObject({ ...line, tried: z.literal(true, 'Must be true: try the number first.') });
export type SafetyLineCreation = z.infer<typeof SafetyLineCreation>;
const { country: _everywhere, ...registered } = line;
export const SafetyLines = z.object({
  lines: z.array(SafetyLine),
  country: z.string().nullable().describe('Of the registry’s lines.'),
  emergency: z.string().nullable().describe('The emergency number there; null: not known to us.'),
  registered: z.array(
    z.object({ ...registered, source: z.string(), sourceDate: z.string().nullable(), verifiedOn: z.string().nullable() }),
  ),
});
export type SafetyLines = z.infer<typeof SafetyLines>;

/** Where the asker is told of messages that need attention, beside mail. */
export const AlertPhone = z.object({
  offered: z.boolean().describe('The organization tells people on their phones.'),
  number: z.string().nullable().describe('In use: digits, with the code of the country; null: none.'),
  verifiedAt: Time.nullable(),
  asked: z
    .object({ number: z.string(), until: Time.describe('So long its code can be given.') })
    .nullable()
    .describe('A number that a code was sent to and that is not confirmed yet.'),
});
export type AlertPhone = z.infer<typeof AlertPhone>;
export const AlertPhoneRequest = z.strictObject({
  number: z
    .string()
    .trim()
    .max(40)
    .regex(/^\+?[\d\s().-]+$/, 'Must be a phone number, such as +254 700 000 001.'),
});
export type AlertPhoneRequest = z.infer<typeof AlertPhoneRequest>;
export const AlertPhoneCode = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'Must be the six digits that were sent.'),
});
export type AlertPhoneCode = z.infer<typeof AlertPhoneCode>;
