import type { Channel, ChannelCheck } from '#contract/channels.ts';
import { later } from '#platform/clock.ts';
import { notFound } from '#platform/errors.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CheckStep } from './channel.ts';
import { getChannel } from './get-channel.ts';
import type { ChannelTools } from './tools.ts';
import { webhookUrlOf } from './webhook-url.ts';

/** As the first notice of it. */
const warnedDays = 14;

/** Looks at a connection step by step, from our own address to the provider's view of us. Changes nothing. */
export async function checkConnection(scope: Scope, tools: ChannelTools, id: string): Promise<ChannelCheck> {
  requirePermission(scope, 'channels.check');
  const channel = await getChannel(scope, tools, id);
  const loaded = await tools.channel(scope.organization.id, id);
  if (!loaded) throw notFound('channel');
  const adapter = tools.adapters.get(channel.type);
  const webhookUrl = webhookUrlOf(tools, channel.type);
  const heard = adapter?.webhook ? [addressStep(webhookUrl), ...handshakeSteps(channel), webhookStep(channel)] : [];
  const found = loaded.usable && adapter?.examine ? await adapter.examine(loaded, tools.io(loaded), { webhookUrl }) : null;
  const asked = (found?.steps ?? []).map((one) => withEnd(one, found?.facts.tokenEndsAt ?? null, scope.clock.now()));
  const steps = [stateStep(channel, loaded.usable), ...heard.slice(0, 1), ...asked, ...heard.slice(1)];
  return { ok: steps.every((step) => step.state !== 'wrong'), checkedAt: scope.clock.now().toISOString(), steps };
}

/** A token that ends before long is good today, and to be replaced all the same. */
function withEnd(one: CheckStep, endsAt: string | null, now: Date): CheckStep {
  if (one.step !== 'token' || one.state !== 'ok' || endsAt === null || new Date(endsAt) > later(now, warnedDays * 24 * 3600)) return one;
  const date = endsAt.slice(0, 10);
  const advice = 'Make a new permanent access token of a system user at the provider and save it in the channel’s settings.';
  return { ...one, code: 'token.ends_soon', values: { date }, text: `The access token is valid, and ends on ${date}.`, advice };
}

function stateStep({ state, trouble }: Channel, usable: boolean): CheckStep {
  const step = 'channel';
  if (!usable) {
    const text = 'The stored settings are not what this version expects.';
    return { step, state: 'wrong', code: 'channel.unusable', values: {}, text, advice: 'Save the channel’s settings again.' };
  }
  if (state === 'active') return { step, state: 'ok', code: 'channel.active', values: {}, text: 'The channel is active.', advice: null };
  const advice = 'Start it: POST /api/channels/:id/enable.';
  if (state === 'disabled')
    return { step, state: 'wrong', code: 'channel.stopped', values: {}, text: 'The channel was stopped by a person.', advice };
  const { code, reason, advice: todo } = trouble ?? { code: '', reason: 'the provider refused it.', advice };
  const values = { code, reason, advice: todo };
  return { step, state: 'wrong', code: 'channel.paused', values, text: `The channel is paused: ${reason}`, advice: todo };
}

/** Whether somebody outside could reach it; that they did is what the last webhook says. */
function addressStep(webhookUrl: string): CheckStep {
  const [url, step, values] = [new URL(webhookUrl), 'address', { ours: webhookUrl }];
  const advice = 'Set PUBLIC_URL to the https address under which this server is reached from the internet.';
  if (url.protocol !== 'https:') {
    const text = `Providers call https addresses only, and ours is ${webhookUrl}.`;
    return { step, state: 'wrong', code: 'address.not_https', values, text, advice };
  }
  if (isPrivateHost(url))
    return { step, state: 'wrong', code: 'address.private', values, text: `Our address ${webhookUrl} is on a private network.`, advice };
  return { step, state: 'ok', code: 'address.public', values, text: `Providers are to call ${webhookUrl}.`, advice: null };
}

/** None where the provider never asks with a verify token: a gateway. */
function handshakeSteps(channel: Channel): CheckStep[] {
  return channel.secretsSet.includes('verifyToken') ? [handshakeStep(channel)] : [];
}

function handshakeStep({ health }: Channel): CheckStep {
  const [at, step] = [health.lastHandshakeAt, 'verify_token'];
  if (at) {
    const text = `The provider last asked with the verify token at ${at}.`;
    return { step, state: 'ok', code: 'verify_token.asked', values: { at }, text, advice: null };
  }
  if (health.lastWebhookAt) {
    const text = 'Webhooks come, so the verify token was right.';
    return { step, state: 'ok', code: 'verify_token.right', values: {}, text, advice: null };
  }
  const advice = 'Save the callback URL and the verify token at the provider; it asks at once.';
  const text = 'The provider has not asked with the verify token yet.';
  return { step, state: 'unknown', code: 'verify_token.not_asked', values: {}, text, advice };
}

function webhookStep({ health }: Channel): CheckStep {
  const { lastWebhookAt: at, lastWebhookProvedBy: by } = health;
  const step = 'webhook';
  if (!at) {
    const advice = 'Write a message to the number. If nothing comes, look at the steps above and at the log of the server.';
    const text = 'No webhook with a good signature has come yet.';
    return { step, state: 'unknown', code: 'webhook.none', values: {}, text, advice };
  }
  const text = `The last webhook with a good signature came at ${at}.`;
  if (by !== 'previous') return { step, state: 'ok', code: 'webhook.came', values: { at }, text, advice: null };
  const advice = 'It was signed with the secret before the one in use. Check that the new one is the app’s.';
  return { step, state: 'ok', code: 'webhook.came_old', values: { at }, text, advice };
}
