import type { ChannelIo } from '#channels/channel.ts';
import type { HttpRequest, HttpResponse } from '#platform/http/client.ts';
import type { WhatsappAccount } from '../account.ts';

/** The fictional clinic whose number the tests use. Numbers are from the range Ofcom keeps for drama. */
export const clinic: WhatsappAccount = {
  organizationId: '019a9d3e-0000-7000-8000-0000000000aa',
  channelId: '019a9d3e-0000-7000-8000-0000000000cc',
  settings: {
    phoneNumberId: '100000000000001',
    businessAccountId: '200000000000001',
    displayPhoneNumber: '+44 7700 900999',
    graphUrl: 'https://graph.facebook.com',
    graphVersion: 'v23.0',
  },
  secrets: { appSecret: 'clinic-app-secret', verifyToken: 'clinic-verify-token', accessToken: 'clinic-access-token' },
};

/** A webhook's body about the clinic's number. */
export function envelope(value: Record<string, unknown>): unknown {
  const metadata = { display_phone_number: '447700900999', phone_number_id: clinic.settings.phoneNumberId };
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } };
  return { object: 'whatsapp_business_account', entry: [{ id: clinic.settings.businessAccountId, changes: [change] }] };
}

/** A world that gives one answer (or fault) and remembers what it was asked. */
export function ioThatAnswers(answer: HttpResponse | Error): ChannelIo & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const fetch = async (request: HttpRequest) => {
    requests.push(request);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const open = () => Promise.reject(new Error('Nothing is opened here.'));
  return { fetch, open, requests, signal: new AbortController().signal };
}
