import type { Channel, ChannelCheck } from '#contract/channels.ts';
import { notFound } from '#platform/errors.ts';
import { isPrivateHost } from '#platform/http/private-address.ts';
import { requirePermission } from '#platform/permission.ts';
import type { Scope } from '#platform/scope.ts';
import type { CheckStep } from './channel.ts';
import { getChannel } from './get-channel.ts';
import type { ChannelTools } from './tools.ts';
import { webhookUrlOf } from './webhook-url.ts';

/** Looks at a connection step by step, from our own address to the provider's view of us. Changes nothing. */
export async function checkConnection(scope: Scope, tools: ChannelTools, id: string): Promise<ChannelCheck> {
  requirePermission(scope, 'channels.check');
  const channel = await getChannel(scope, tools, id);
  const loaded = await tools.channel(scope.organization.id, id);
  if (!loaded) throw notFound('channel');
  const adapter = tools.adapters.get(channel.type);
  const webhookUrl = webhookUrlOf(tools, channel.type);
  const heard = adapter?.webhook ? [addressStep(webhookUrl), ...handshakeSteps(channel), webhookStep(channel)] : [];
  const asked = loaded.usable && adapter?.examine ? (await adapter.examine(loaded, tools.io(loaded), { webhookUrl })).steps : [];
  const steps = [stateStep(channel, loaded.usable), ...heard.slice(0, 1), ...asked, ...heard.slice(1)];
  return { ok: steps.every((step) => step.state !== 'wrong'), checkedAt: scope.clock.now().toISOString(), steps };
}

function stateStep({ state, trouble }: Channel, usable: boolean): CheckStep {
  if (!usable)
    return {
      step: 'channel',
      state: 'wrong',
      text: 'The stored settings are not what this version expects.',
      advice: 'Save the channel’s settings again.',
    };
  if (state === 'active') return { step: 'channel', state: 'ok', text: 'The channel is active.', advice: null };
  const advice = 'Start it: POST /api/channels/:id/enable.';
  if (state === 'disabled') return { step: 'channel', state: 'wrong', text: 'The channel was stopped by a person.', advice };
  return {
    step: 'channel',
    state: 'wrong',
    text: `The channel is paused: ${trouble?.reason ?? 'the provider refused it.'}`,
    advice: trouble?.advice ?? advice,
  };
}

/** Whether somebody outside could reach it; that they did is what the last webhook says. */
function addressStep(webhookUrl: string): CheckStep {
  const url = new URL(webhookUrl);
  const advice = 'Set PUBLIC_URL to the https address under which this server is reached from the internet.';
  if (url.protocol !== 'https:')
    return { step: 'address', state: 'wrong', text: `Providers call https addresses only, and ours is ${webhookUrl}.`, advice };
  if (isPrivateHost(url)) return { step: 'address', state: 'wrong', text: `Our address ${webhookUrl} is on a private network.`, advice };
  return { step: 'address', state: 'ok', text: `Providers are to call ${webhookUrl}.`, advice: null };
}

/** None where the provider never asks with a verify token: a gateway. */
function handshakeSteps(channel: Channel): CheckStep[] {
  return channel.secretsSet.includes('verifyToken') ? [handshakeStep(channel)] : [];
}

function handshakeStep({ health }: Channel): CheckStep {
  const seen = health.lastHandshakeAt;
  if (seen) return { step: 'verify_token', state: 'ok', text: `The provider last asked with the verify token at ${seen}.`, advice: null };
  if (health.lastWebhookAt)
    return { step: 'verify_token', state: 'ok', text: 'Webhooks come, so the verify token was right.', advice: null };
  const advice = 'Save the callback URL and the verify token at the provider; it asks at once.';
  return { step: 'verify_token', state: 'unknown', text: 'The provider has not asked with the verify token yet.', advice };
}

function webhookStep({ health }: Channel): CheckStep {
  const { lastWebhookAt: at, lastWebhookProvedBy: by } = health;
  if (!at) {
    const advice = 'Write a message to the number. If nothing comes, look at the steps above and at the log of the server.';
    return { step: 'webhook', state: 'unknown', text: 'No webhook with a good signature has come yet.', advice };
  }
  const text = `The last webhook with a good signature came at ${at}.`;
  if (by !== 'previous') return { step: 'webhook', state: 'ok', text, advice: null };
  return {
    step: 'webhook',
    state: 'ok',
    text,
    advice: 'It was signed with the secret before the one in use. Check that the new one is the app’s.',
  };
}
