import type { SendTrouble } from '#contract/messages.ts';
import { plain } from '#platform/db/sql.ts';
import type { Connection } from '#platform/db/statement.ts';
import type { Ids } from '#platform/ids.ts';

/** By this code what a restore stopped is known, and started again by one command. */
export const restoredCode = 'restored';

const channelTrouble: SendTrouble = {
  code: restoredCode,
  reason: 'This installation was restored from a backup, and nobody has confirmed yet that it may send.',
  advice:
    'Make sure that the installation it comes from does not run any more. Then run "npm run baraza -- resume", or enable this channel.',
};
const webhookTrouble: SendTrouble = {
  ...channelTrouble,
  advice:
    'Make sure that the installation it comes from does not run any more. Then run "npm run baraza -- resume", or enable this subscription.',
};
const messageTrouble: SendTrouble = {
  code: restoredCode,
  reason: 'It was waiting to be sent when the backup was made. It may have been sent since.',
  advice: 'Ask the person, or look at the conversation at the provider, before you send it again.',
};

interface StoppedChannel {
  readonly organization_id: string;
  readonly id: string;
  readonly name: string;
}

interface Holding {
  readonly ids: Ids;
  readonly now: Date;
  /** Of one organization that was brought here; absent: of all. */
  readonly organizationId?: string;
}

/**
 * In the transaction that restores: no channel sends and no webhook is told anything until a person confirms, and what was still to be sent then is
 * a person's to send. Nobody holds a lease any more.
 */
export async function holdSending(connection: Connection, { ids, now, organizationId }: Holding): Promise<void> {
  const only = organizationId ?? null;
  const mine = (name: string, place: number) => `($${place}::uuid is null or ${name} = $${place}::uuid)`;
  const [, , , , channels] = await connection.run([
    plain(`update contacts set turn_lease = null, turn_until = null where turn_lease is not null and ${mine('organization_id', 1)}`, [
      only,
    ]),
    plain(`update conversations set lane_lease = null, lane_until = null where lane_lease is not null and ${mine('organization_id', 1)}`, [
      only,
    ]),
    plain(
      `update messages m set status = 'uncertain', doubts = greatest(m.doubts, 2::smallint), trouble = $1
       from conversations v where v.organization_id = m.organization_id and v.id = m.conversation_id and v.queued > v.settled
         and m.direction = 'out' and m.position > v.settled and m.status in ('pending', 'sending', 'uncertain')
         and ${mine('m.organization_id', 2)}`,
      [JSON.stringify(messageTrouble), only],
    ),
    plain(`update conversations set settled = queued, lane_due_at = null where queued > settled and ${mine('organization_id', 1)}`, [only]),
    plain(
      `update channels set state = 'paused', trouble = $1, changed_at = $2 where state = 'active' and type <> 'simulator'
         and ${mine('organization_id', 3)} returning organization_id, id, name`,
      [JSON.stringify(channelTrouble), now, only],
    ),
    plain(
      `update webhook_subscriptions set state = 'disabled', trouble = $1, changed_at = $2, work_lease = null, work_until = null
       where state = 'active' and ${mine('organization_id', 3)}`,
      [JSON.stringify(webhookTrouble), now, only],
    ),
  ]);
  const { code, reason, advice } = channelTrouble;
  for (const channel of (channels?.rows ?? []) as unknown as StoppedChannel[]) {
    const sentence = JSON.stringify({ channel: channel.name, code, reason, advice });
    await connection.run([
      plain(
        `insert into notices (organization_id, id, kind, subject, sentence, since, created_at) values ($1, $2, 'channels.paused', $3, $4, $5, $5)
         on conflict (organization_id, kind, subject) where closed_at is null do update set sentence = excluded.sentence`,
        [channel.organization_id, ids.next(), channel.id, sentence, now],
      ),
    ]);
  }
}
