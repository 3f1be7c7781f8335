import { notify, settleNotices } from '#core/notices/notify.ts';
import type { MailOutcome } from '#platform/mail/mail.ts';
import type { Making } from './create-organization.ts';
import type { OrganizationTools } from './tools.ts';

const kind = 'organizations.mail_failed';
const subject = 'mail';

/** Tells the people of the organizations that a mail could not be sent, once; when one is sent again, the notice closes. */
export async function tellOfMail(
  { database }: Pick<OrganizationTools, 'database'>,
  making: Making,
  { organizationIds, failure }: MailOutcome,
): Promise<void> {
  for (const id of organizationIds) {
    const telling = { ...making, db: database.of(id), organization: { id } };
    if (failure === null) await settleNotices(telling, { kinds: [kind], subject });
    else await notify(telling, { kind, subject, values: { reason: failure } });
  }
}
