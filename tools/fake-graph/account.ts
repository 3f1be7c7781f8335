/** What Meta knows of the app, the token and the account; a test changes it as a person would in Meta's dashboards. */
export interface FakeAccount {
  appId: string;
  /** Milliseconds since 1970; null: the token never ends. */
  tokenEndsAt: number | null;
  scopes: string[];
  /** Where the app sends webhooks and which fields; null: nowhere. Left out: to the address webhooks go to, all fields. */
  subscription?: { callbackUrl: string; fields: string[] } | null;
  /** Whether the app gets the webhooks of the business account. */
  subscribed: boolean;
  overrideUrl?: string;
  /** More than is answered for every number, or instead of it. */
  number: Record<string, unknown>;
  templates: Record<string, unknown>[];
}

export function newAccount(): FakeAccount {
  return {
    appId: '300000000000001',
    tokenEndsAt: null,
    scopes: ['whatsapp_business_management', 'whatsapp_business_messaging'],
    subscribed: true,
    number: {},
    templates: [],
  };
}
