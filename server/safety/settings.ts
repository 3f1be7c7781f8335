import type { Scope } from '#platform/scope.ts';
import { findSettings, putSettings } from './settings-store.ts';

/** How an organization deals with what the gate finds. */
export interface CareSettings {
  /** Moderate messages open an incident too. */
  readonly moderateIncidents: boolean;
  /** The gate answers by itself at high and imminent; off: it only brings people. */
  readonly replies: boolean;
  /** Events for webhooks hold the message's words. */
  readonly eventText: boolean;
  /** Within how many minutes somebody is to acknowledge. */
  readonly minutes: { readonly imminent: number; readonly high: number; readonly moderate: number };
  /** When moderate ones are held back, in the organization's time zone. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Members in the order in which they are called … */
  readonly chain: readonly string[];
  /** … and those who are called together after them. */
  readonly pool: readonly string[];
  /** Younger people are shown lines for young people first. */
  readonly minimumAge: number;
  /** So long after an answer of the gate the person is asked how they are; 0: never. */
  readonly followUpHours: number;
  /** A template that asks the same where the window for free text has closed; null: then nothing is asked. */
  readonly followUpTemplate: FollowUpTemplate | null;
  /** The model provider that reads beside the rules, by its name; null: none. */
  readonly readingProvider: string | null;
  /** How members are told on their phones; null: by mail alone. */
  readonly phoneAlerts: PhoneAlerts | null;
}

export interface PhoneAlerts {
  /** Of a kind that can carry alerts. */
  readonly channelId: string;
  /** What the provider approved for the alert, and for the code that a number is confirmed with; null: the channel takes words. */
  readonly template: string | null;
  readonly codeTemplate: string | null;
  /** Both at once, or the other where the first does not arrive. */
  readonly order: 'together' | 'phone_first' | 'mail_first';
  /** What is lighter goes by mail alone. */
  readonly from: 'moderate' | 'high' | 'imminent';
  /** When phones are left alone, in the organization's time zone; never for what is imminent. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
}

export interface FollowUpTemplate {
  readonly name: string;
  /** In which it is approved, as the provider names them; the first for whoever speaks none of them. */
  readonly languages: readonly string[];
  /** It has three buttons for quick replies: okay, still hard, help. */
  readonly buttons: boolean;
}

/** What holds where nobody has changed anything: everything is on that brings a person. */
export const careDefaults: CareSettings = {
  moderateIncidents: true,
  replies: true,
  eventText: false,
  minutes: { imminent: 5, high: 15, moderate: 240 },
  quiet: null,
  chain: [],
  pool: [],
  minimumAge: 18,
  followUpHours: 20,
  followUpTemplate: null,
  readingProvider: null,
  phoneAlerts: null,
};

export async function readCareSettings({ db, organization }: Pick<Scope, 'db' | 'organization'>): Promise<CareSettings> {
  const row = await findSettings(db, organization.id);
  return row ? toSettings(row) : careDefaults;
}

export async function writeCareSettings({ db, organization, clock }: Scope, settings: CareSettings): Promise<void> {
  await putSettings(db, {
    organization_id: organization.id,
    moderate_incidents: settings.moderateIncidents,
    replies: settings.replies,
    event_text: settings.eventText,
    minutes: JSON.stringify(settings.minutes),
    quiet: settings.quiet && JSON.stringify(settings.quiet),
    chain: [...settings.chain],
    pool: [...settings.pool],
    minimum_age: settings.minimumAge,
    follow_up_hours: settings.followUpHours,
    follow_up_template: settings.followUpTemplate && JSON.stringify(settings.followUpTemplate),
    reading_provider: settings.readingProvider,
    phone_alerts: settings.phoneAlerts && JSON.stringify(settings.phoneAlerts),
    changed_at: clock.now(),
  });
}

function toSettings(row: NonNullable<Awaited<ReturnType<typeof findSettings>>>): CareSettings {
  return {
    moderateIncidents: row.moderate_incidents,
    replies: row.replies,
    eventText: row.event_text,
    minutes: row.minutes as CareSettings['minutes'],
    quiet: row.quiet as CareSettings['quiet'],
    chain: row.chain,
    pool: row.pool,
    minimumAge: row.minimum_age,
    followUpHours: row.follow_up_hours,
    followUpTemplate: row.follow_up_template as CareSettings['followUpTemplate'],
    readingProvider: row.reading_provider,
    phoneAlerts: row.phone_alerts as CareSettings['phoneAlerts'],
  };
}
