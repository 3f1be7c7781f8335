import { defineChannel } from '#channels/channel.ts';
import { directoryKeys, Secrets, Settings } from './account.ts';
import { examine } from './check-account.ts';
import { checkLimits } from './check-limits.ts';
import { fetchFile, uploadFile } from './files.ts';
import { abilities } from './limits.ts';
import { acknowledge, send } from './send.ts';
import { listTemplates } from './templates.ts';
import { webhook } from './webhook.ts';
import { changeTemplate, createTemplate, removeTemplate } from './write-template.ts';

/**
 * WhatsApp through Meta's Cloud API. The way in: `webhook.ts` → `read-change.ts` → `read-message.ts` (`message-kinds.ts`,
 * `sender.ts`) and `read-status.ts`. The way out: `send.ts` → `check-limits.ts`, `message-body.ts`, `classify.ts`
 * (`error-codes.ts`). Files both ways: `files.ts`. Try it against `tools/fake-graph`.
 */
export const whatsapp = defineChannel<Settings, Secrets>({
  type: 'whatsapp',
  settings: Settings,
  secrets: Secrets,
  rotating: ['appSecret', 'verifyToken'],
  abilities,
  directoryKeys,
  webhook,
  check: checkLimits,
  send,
  acknowledge,
  alerts: { form: 'template', recipient: (phone) => ({ to: phone }) },
  examine,
  listTemplates,
  templates: { create: createTemplate, change: changeTemplate, remove: removeTemplate },
  fetchFile,
  uploadFile,
});
