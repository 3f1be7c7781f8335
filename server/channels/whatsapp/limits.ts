import type { Abilities } from '#channels/channel.ts';

/**
 * What the Cloud API accepts, in characters and counts. Sources: Meta, WhatsApp Business Platform, "Interactive
 * list messages" and "Interactive reply buttons messages"; its OpenAPI description v23.0 (SectionObject, list rows); beside them
 * the open-source gateways courier (`payloads.go`) and pywa (`callback.py`).
 * Meta does not say how it counts characters; we count UTF-16 units, which is never less than it can be counting.
 */
export const LIMITS = {
  text: 4096,
  interactiveBody: 1024,
  header: 60,
  footer: 60,
  buttons: 3,
  buttonTitle: 20,
  buttonId: 256,
  listButton: 20,
  sections: 10,
  sectionTitle: 24,
  /** Over all sections together. */
  rows: 10,
  rowTitle: 24,
  rowDescription: 72,
  rowId: 200,
} as const;

export const abilities: Abilities = {
  /** The customer service window: hours since the contact's last message; outside it a template is needed (131047). */
  windowHours: 24,
  textLength: LIMITS.text,
  buttons: { count: LIMITS.buttons, titleLength: LIMITS.buttonTitle },
  list: { rows: LIMITS.rows, titleLength: LIMITS.rowTitle, descriptionLength: LIMITS.rowDescription },
  marksRead: true,
  typing: true,
  /** Meta's throughput page (21 May 2026): 80 messages a second a number; one to a contact every 6 s, 45 at once. */
  limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
};
