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
  /** Of pictures, films and documents; Meta's OpenAPI description v23.0 (MediaObject). */
  caption: 1024,
  urlButton: 20,
  /** pywa says 20, courier and Meta's description 30. */
  formButton: 30,
  templateButtons: 10,
  couponCode: 15,
  /** Meta's pages on multi-product, carousel, limited-time offer and order status templates. */
  products: 30,
  productSectionTitle: 24,
  cards: 10,
  cardButtons: 2,
  cardBody: 160,
  orderDescription: 120,
} as const;

const MB = 1024 * 1024;

/**
 * What Meta takes as files, in bytes and kinds. Sources: help.vtex.com, developer.exotel.com, Chatwoot's documentation, which repeat
 * Meta's page "Supported media types". A sticker that does not move has 100 KB there; whether one moves is not looked at.
 */
export const FILES: NonNullable<Abilities['files']> = {
  image: { bytes: 5 * MB, types: ['image/jpeg', 'image/png'] },
  audio: { bytes: 16 * MB, types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'] },
  video: { bytes: 16 * MB, types: ['video/mp4', 'video/3gpp'] },
  sticker: { bytes: 500 * 1024, types: ['image/webp'] },
  document: { bytes: 100 * MB, types: null },
};

export const abilities: Abilities = {
  /** The customer service window: hours since the contact's last message; outside it a template is needed (131047). */
  windowHours: 24,
  textLength: LIMITS.text,
  buttons: { count: LIMITS.buttons, titleLength: LIMITS.buttonTitle, textLength: LIMITS.interactiveBody },
  list: {
    rows: LIMITS.rows,
    titleLength: LIMITS.rowTitle,
    descriptionLength: LIMITS.rowDescription,
    textLength: LIMITS.interactiveBody,
  },
  files: FILES,
  marksRead: true,
  typing: true,
  /** Meta's throughput page (21 May 2026): 80 messages a second a number; one to a contact every 6 s, 45 at once. */
  limits: { perSecond: 80, pair: { burst: 45, everySeconds: 6 } },
};
