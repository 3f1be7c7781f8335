import { lazy } from 'react';
import { carePages } from '../modules/care/web/pages.ts';
import { companionPages } from '../modules/companion/web/pages.ts';
import { contactsPages } from '../modules/contacts/web/pages.ts';
import { deskPages } from '../modules/desk/web/pages.ts';
import { alertPages, incidentsPages, safetyPages } from '../modules/incidents/web/pages.ts';
import { inspectorPages } from '../modules/inspector/web/pages.ts';
import { integrationsPages } from '../modules/integrations/web/pages.ts';
import { phonePages } from '../modules/phone/web/pages.ts';
import { accountPages } from './account/pages.ts';
import { flowsPages } from './flows/pages.ts';
import { galleryPages } from './gallery/pages.ts';
import { inboxPages } from './inbox/pages.ts';
import { settingsPages } from './settings/pages.ts';
import { withSentences } from './shell/lazy-page.ts';
import type { PageEntry } from './shell/page-entry.ts';
import type { Panels } from './shell/panels.tsx';
import { startPages } from './start/pages.ts';
import { textsPages } from './texts/pages.ts';

/**
 * THE list of rooms with pages; each room lists its own in its pages.ts. From it come the addresses, the rail, the settings, the
 * command palette and who may open what, in this order. How to add a page: docs/guides/add-a-page.md.
 */
export const pages: readonly PageEntry[] = [
  ...startPages,
  ...inboxPages,
  ...incidentsPages,
  ...carePages,
  ...contactsPages,
  ...flowsPages,
  ...phonePages,
  ...inspectorPages,
  ...settingsPages,
  ...deskPages,
  ...textsPages,
  ...safetyPages,
  ...companionPages,
  ...integrationsPages,
  ...accountPages,
  ...alertPages,
  ...galleryPages,
];

/** Parts of pages that other pages show too (web/shell/panels.tsx). */
export const panels: Panels = {
  turn: lazy(withSentences(['inspector'], async () => ({ default: (await import('../modules/inspector/web/turn-panel.tsx')).TurnPanel }))),
  phone: lazy(withSentences(['phone'], async () => ({ default: (await import('../modules/phone/web/phone-panel.tsx')).PhonePanel }))),
  attention: lazy(
    withSentences(['incidents'], async () => ({
      default: (await import('../modules/incidents/web/attention-banner.tsx')).AttentionBanner,
    })),
  ),
  incident: lazy(
    withSentences(['incidents'], async () => ({
      default: (await import('../modules/incidents/web/contact-incident.tsx')).ContactIncident,
    })),
  ),
  incidentMark: lazy(
    withSentences(['incidents'], async () => ({
      default: (await import('../modules/incidents/web/incident-mark.tsx')).IncidentMark,
    })),
  ),
  connect: lazy(
    withSentences(['settings', 'troubles'], async () => ({
      default: (await import('./settings/channels/connect-panel.tsx')).ConnectPanel,
    })),
  ),
};
