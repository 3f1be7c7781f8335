// Made by `npm run generate` from the description of the API. Do not edit.
import { BarazaClient, type Page, type RequestOptions } from './runtime.ts';

export * from './runtime.ts';

export type Organization = {
  id: string;
  slug: string;
  name: string;
  /** Used where a contact’s own language is not known. */
  language: string;
  /** IANA name: "Africa/Nairobi". */
  timeZone: string;
  /** Two letters (ISO 3166): how phone numbers without a country code are read. */
  country: string | null;
  /** Roles whose members must have a second factor. */
  secondFactorRoles: ('owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer')[];
  createdAt: string;
};

export type ChangeOrganizationBody = {
  name?: string;
  language?: string;
  timeZone?: string;
  country?: string | null;
  /** Only an owner changes this. */
  secondFactorRoles?: ('owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer')[];
};

export type Permission = {
  items: {
    /** "contacts.read": the noun, a dot, the verb. */
    name: string;
    summary: string;
    /** Who may, by role; owners may everything. */
    roles: ('owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer')[];
    /** Whether an API key can be given it. */
    apiKey: boolean;
  }[];
};

export type Member = {
  id: string;
  name: string;
  email: string;
  role: 'owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer';
  /** Whether they have a second factor; null: not yours to see. */
  secondFactor: boolean | null;
  /** When they last asked for anything in this organization, to the minute; null: never yet. */
  lastSeenAt: string | null;
  /** Since when they have no access; null: they have. */
  disabledAt: string | null;
  /** When they left by themselves; an invitation brings them back. */
  leftAt: string | null;
  createdAt: string;
};

export type ChangeMemberBody = {
  role: 'owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer';
};

export type Invitation = {
  id: string;
  email: string;
  role: 'owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer';
  state: 'open' | 'accepted' | 'revoked' | 'expired';
  expiresAt: string;
  createdAt: string;
};

export type CreateInvitationResult = {
  id: string;
  email: string;
  role: 'owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer';
  state: 'open' | 'accepted' | 'revoked' | 'expired';
  expiresAt: string;
  createdAt: string;
  /** Give it to the person; it is shown this once and works for seven days. */
  link: string;
  /** A mail with a link of its own is on its way; false: this installation sends no mail. */
  mailed: boolean;
};

export type CreateInvitationBody = {
  email: string;
  role: 'owner' | 'admin' | 'agent' | 'clinician' | 'organiser' | 'developer';
};

export type ApiKey = {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  start: string;
  /** It may do everything a key may do, also what comes with later versions. */
  everything: boolean;
  /** What it may do, as names of permissions. */
  scopes: string[];
  /** From then on it is refused; null: never. */
  expiresAt: string | null;
  /** After a rotation: until when the secret before this one works as well. */
  previousUntil: string | null;
  /** What somebody should do about it: from seven days before it expires; or when it may read contacts and sees none. */
  notice: {
    code: 'expires_soon' | 'expired' | 'sees_nobody';
    message: string;
  } | null;
  /** When it ended; null: it works. */
  revokedAt: string | null;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
  createdAt: string;
};

export type CreateApiKeyResult = {
  id: string;
  name: string;
  /** The first characters, to tell keys apart. */
  start: string;
  /** It may do everything a key may do, also what comes with later versions. */
  everything: boolean;
  /** What it may do, as names of permissions. */
  scopes: string[];
  /** From then on it is refused; null: never. */
  expiresAt: string | null;
  /** After a rotation: until when the secret before this one works as well. */
  previousUntil: string | null;
  /** What somebody should do about it: from seven days before it expires; or when it may read contacts and sees none. */
  notice: {
    code: 'expires_soon' | 'expired' | 'sees_nobody';
    message: string;
  } | null;
  /** When it ended; null: it works. */
  revokedAt: string | null;
  /** To the minute; null: never. */
  lastUsedAt: string | null;
  createdAt: string;
  /** The key itself; it is shown this once. */
  key: string;
};

export type CreateApiKeyBody = {
  name: string;
  /** What it may do; at most what you may do yourself. Left out: everything of that. */
  scopes?: string[];
  /** A time to come; left out: it does not expire. */
  expiresAt?: string;
};

export type RotateApiKeyBody = {
  /** For how long the old secret goes on working, at most seven days. */
  graceHours?: number;
};

export type SendTrouble = {
  /** For programs. */
  code: string;
  /** What happened, for people. */
  reason: string;
  /** What to do about it. */
  advice: string;
  /** The provider’s own code and words, for the person who has to ask them. */
  provider?: {
    code?: string;
    message?: string;
  };
};

export type Channel = {
  id: string;
  /** The kind of channel: "whatsapp", "simulator". */
  type: string;
  /** For the people of the organization. */
  name: string;
  /** "paused": the provider refuses us until somebody mends it; see trouble. */
  state: 'active' | 'paused' | 'disabled';
  /** Why it is paused, and what to do. */
  trouble: SendTrouble | null;
  /** What its kind is configured with, its defaults filled in. */
  settings: Record<string, unknown>;
  /** Which secrets are set; they are never shown. */
  secretsSet: string[];
  /** Since when each secret is set; never its value. */
  secrets: {
    name: string;
    /** null: from before this was written down. */
    since: string | null;
    /** Until then the one before it counts too. */
    previousUntil: string | null;
  }[];
  health: {
    /** How people rate the number: "green", "yellow", "red" or "unknown". */
    quality: string | null;
    /** With how many people a day conversations may be begun, in the provider’s words: "TIER_2K". */
    tier: string | null;
    displayName: string | null;
    /** The provider’s decision about the display name: "APPROVED". */
    nameStatus: string | null;
    /** "CONNECTED": it can send. */
    numberStatus: string | null;
    restriction: {
      reason: string;
      since: string | null;
      until: string | null;
    } | null;
    /** When the access token ends. null: never, or not known yet; see lookedAt. */
    tokenEndsAt: string | null;
    /** When the provider was last asked about all this; once a day and after changes. */
    lookedAt: string | null;
    /** The last webhook with a good signature. */
    lastWebhookAt: string | null;
    /** "previous": it was signed with the secret before the one in use. */
    lastWebhookProvedBy: 'current' | 'previous' | null;
    /** When the provider last asked with the verify token. */
    lastHandshakeAt: string | null;
    /** The last message that the provider took. */
    lastSendAt: string | null;
  };
  /** How fast messages go out: its own limits, else those of its kind. */
  limits: {
    perSecond: number;
    pair: {
      burst: number;
      everySeconds: number;
    };
  };
  /** null: nothing in this installation knows this kind of channel. */
  abilities: {
    /** How long after the contact’s last message free text may be sent; null: always. */
    windowHours: number | null;
    textLength: number;
    buttons: {
      count: number;
      titleLength: number;
      /** Of the question above them. */
      textLength: number;
    } | null;
    list: {
      rows: number;
      titleLength: number;
      descriptionLength: number;
      textLength: number;
    } | null;
    /** What may be sent as what, and how large; null: no files. */
    files: Record<string, {
      bytes: number;
      /** Media types; null: any. */
      types: string[] | null;
    }> | null;
    marksRead: boolean;
    typing: boolean;
    /** It has message templates. */
    templates: boolean;
    /** It can tell members on their phones of messages that need attention: in words, or by an approved template; null: it cannot. */
    alerts: 'text' | 'template' | null;
  } | null;
  assistant: {
    kind: string;
  } & Record<string, unknown>;
  /** What the provider is to call; null: this kind of channel takes no webhooks. */
  webhookUrl: string | null;
  /** Named by the provisioning file: settings and secrets are changed there. */
  provisioned: boolean;
  createdAt: string;
  /** When anything of it was last changed. */
  changedAt: string;
};

export type CreateChannelBody = {
  type: string;
  name: string;
  settings?: Record<string, unknown>;
  secrets?: Record<string, unknown>;
  limits?: {
    /** Messages a second for the whole channel. */
    perSecond?: number;
    /** For one contact: so many at once, then one in so many seconds. */
    pair?: {
      burst: number;
      everySeconds: number;
    };
  };
  assistant: {
    kind: string;
  } & Record<string, unknown>;
};

export type ChangeChannelBody = {
  name?: string;
  /** The settings to change; the others stay. */
  settings?: Record<string, unknown>;
  /** The secrets to change; the others stay. */
  secrets?: Record<string, unknown>;
  /** null: those of its kind again. */
  limits?: {
    /** Messages a second for the whole channel. */
    perSecond?: number;
    /** For one contact: so many at once, then one in so many seconds. */
    pair?: {
      burst: number;
      everySeconds: number;
    };
  } | null;
  assistant?: {
    kind: string;
  } & Record<string, unknown>;
};

export type ChannelLog = {
  id: string;
  kind: 'unreadable' | 'not_answered' | 'account' | 'provider_error' | 'refused';
  reason: string;
  /** The provider’s own form, cut. */
  raw: unknown;
  createdAt: string;
};

export type ChannelCheck = {
  /** No step is wrong. */
  ok: boolean;
  checkedAt: string;
  steps: {
    step: string;
    state: 'ok' | 'wrong' | 'unknown';
    /** What was found, as a word for programs: "token.valid". */
    code: string;
    /** What the sentences of the code are filled with, for other languages. */
    values: Record<string, string>;
    /** What was found, in English. */
    text: string;
    /** What to do, in English. */
    advice: string | null;
  }[];
};

export type ChannelTemplate = {
  name: string;
  language: string;
  /** The provider’s word: "APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED". */
  status: string | null;
  category: string | null;
  /** The one it was in before the provider put it into another; null: it did not. */
  previousCategory: string | null;
  quality: string | null;
  /** Why it was refused or stopped. */
  reason: string | null;
  /** null: not known until the provider is asked for all of them. */
  text: {
    header: {
      kind: 'text' | 'image' | 'video' | 'document' | 'location' | 'product';
      text: string | null;
    } | null;
    body: string | null;
    buttons: {
      /** "quick_reply", "url", "phone_number", "copy_code" … */
      kind: string;
      text: string | null;
      /** Of "url": where it leads; it may end in a gap. */
      url: string | null;
    }[];
    footer: string | null;
    /** It tells of an offer that ends, and wants to know when. */
    offer: boolean;
    /** To swipe through; each is filled like a small template. */
    cards: {
      header: {
        kind: 'text' | 'image' | 'video' | 'document' | 'location' | 'product';
        text: string | null;
      } | null;
      body: string | null;
      buttons: {
        /** "quick_reply", "url", "phone_number", "copy_code" … */
        kind: string;
        text: string | null;
        /** Of "url": where it leads; it may end in a gap. */
        url: string | null;
      }[];
    }[];
  } | null;
  /** As it was written here, with its examples; null: it was made elsewhere. */
  draft: {
    category: 'UTILITY' | 'MARKETING';
    header: {
      /** With gaps such as {{1}}. */
      text: string;
      example?: string;
    } | null;
    /** With gaps such as {{1}}. */
    body: string;
    /** What may fill the gaps of the body, in order: the provider decides by them. */
    examples: string[];
    footer: string | null;
    buttons: {
      kind: 'quick_reply';
      text: string;
    } | {
      kind: 'url';
      text: string;
      url: string;
      example?: string;
    } | {
      kind: 'phone_number';
      text: string;
      phone: string;
    }[];
  } | null;
  /** When this was last heard or asked. */
  changedAt: string;
};

export type CreateChannelTemplateBody = {
  name: string;
  language: string;
  category: 'UTILITY' | 'MARKETING';
  header?: {
    /** With gaps such as {{1}}. */
    text: string;
    example?: string;
  } | null;
  /** With gaps such as {{1}}. */
  body: string;
  /** What may fill the gaps of the body, in order: the provider decides by them. */
  examples?: string[];
  footer?: string | null;
  buttons?: {
    kind: 'quick_reply';
    text: string;
  } | {
    kind: 'url';
    text: string;
    url: string;
    example?: string;
  } | {
    kind: 'phone_number';
    text: string;
    phone: string;
  }[];
};

export type SetChannelTemplateBody = {
  category: 'UTILITY' | 'MARKETING';
  header?: {
    /** With gaps such as {{1}}. */
    text: string;
    example?: string;
  } | null;
  /** With gaps such as {{1}}. */
  body: string;
  /** What may fill the gaps of the body, in order: the provider decides by them. */
  examples?: string[];
  footer?: string | null;
  buttons?: {
    kind: 'quick_reply';
    text: string;
  } | {
    kind: 'url';
    text: string;
    url: string;
    example?: string;
  } | {
    kind: 'phone_number';
    text: string;
    phone: string;
  }[];
};

export type Contact = {
  id: string;
  /** What the organization calls them, else what their provider says. */
  name: string | null;
  /** Language tag, once it is known; null: the organization’s is used. */
  language: string | null;
  firstSeenAt: string;
  /** When they last wrote. */
  lastSeenAt: string | null;
};

export type CreateContactResult = {
  id: string;
  /** What the organization calls them, else what their provider says. */
  name: string | null;
  /** Language tag, once it is known; null: the organization’s is used. */
  language: string | null;
  firstSeenAt: string;
  /** When they last wrote. */
  lastSeenAt: string | null;
  /** What the provider calls them. */
  profileName: string | null;
  /** What was told; else their country’s, when it has only one; else the organization’s. */
  timeZone: {
    name: string;
    from: 'told' | 'country' | 'organization';
  };
  identities: {
    channelType: string;
    /** What sort of address: "phone", "bsuid", "email" … */
    kind: string;
    address: string;
  }[];
  assignedTo: {
    memberId: string;
    since: string;
  }[];
  /** Where they want no messages. */
  optedOut: {
    conversationId: string;
    channelId: string;
    since: string;
  }[];
  /** Records that were joined with this one; their ids lead here. */
  mergedFrom: string[];
  statistics: {
    messagesIn: number;
    messagesOut: number;
    conversations: number;
    firstMessageAt: string | null;
    lastMessageAt: string | null;
  };
};

export type CreateContactBody = {
  name?: string | null;
  language?: string | null;
  /** What they told; null: not known. */
  timeZone?: string | null;
  identities?: {
    /** "whatsapp", "sms", "email" … */
    channelType: string;
    /** "phone", "email", "bsuid" … */
    kind: string;
    /** A phone number is read with the organization’s country when it has no country code of its own. */
    address: string;
  }[];
};

export type ChangeContactBody = {
  name?: string | null;
  language?: string | null;
  /** What they told; null: not known. */
  timeZone?: string | null;
};

export type Conversation = {
  id: string;
  contactId: string;
  channelId: string;
  state: 'open' | 'closed';
  /** Who answers. */
  handler: 'assistant' | 'people';
  /** Why people answer, as a word for programs; null: nobody took it from the assistant. */
  handlerReason: string | null;
  /** The named stage it is in, set by a flow or by hand; null: none. */
  stage: string | null;
  /** Since when the contact wants no messages here. */
  optedOutAt: string | null;
  /** When the contact last wrote; null: not yet. */
  lastInboundAt: string | null;
  /** The last message in either direction; lists are sorted by it. */
  lastMessageAt: string;
  createdAt: string;
  /** Of a record that was joined with another which had a conversation here too: kept for reading; what comes now is in that one. */
  former: boolean;
};

export type InboxRow = {
  id: string;
  contactId: string;
  channelId: string;
  state: 'open' | 'snoozed' | 'closed';
  /** Who answers. */
  handler: 'assistant' | 'people';
  /** Why people answer, as a word for programs; null: nobody took it from the assistant. */
  handlerReason: string | null;
  /** The named stage it is in, set by a flow or by people; null: in none. */
  stage: string | null;
  /** Since when the contact wants no messages here. */
  optedOutAt: string | null;
  /** When the contact last wrote; null: not yet. */
  lastInboundAt: string | null;
  /** The last message in either direction; lists are sorted by it. */
  lastMessageAt: string;
  createdAt: string;
  /** Of a record that was joined with another which had a conversation here too: kept for reading; what comes now is in that one. */
  former: boolean;
  contact: {
    id: string;
    name: string | null;
    /** One of theirs, for who has no name. */
    address: string | null;
  };
  channel: {
    id: string;
    type: string;
    name: string;
  };
  lastMessage: {
    id: string;
    direction: 'in' | 'out';
    /** As the kind of a message: "text", "image" … */
    kind: string;
    /** The first 160 characters. */
    text: string | null;
    status: string;
    author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
    at: string;
  } | null;
  /** Of the asker; 99: that many or more. An API key has none. */
  unread: number;
  assignee: {
    id: string;
    name: string;
  } | null;
  team: {
    id: string;
    name: string;
  } | null;
  labels: {
    id: string;
    name: string;
    colour: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';
  }[];
  snoozedUntil: string | null;
  /** The oldest message that people have not answered, while they have the conversation. */
  waitingSince: string | null;
  /** Until when free text can be sent; null: the channel has no such window. */
  windowClosesAt: string | null;
  /** Messages did not go out, and nobody sent them once more. */
  failed: boolean;
  /** How much messages of the contact’s open incident need attention: moderate, high, imminent. Of the messages, never of the person. Null: there is none, or the asker may not see incidents. */
  risk: string | null;
};

export type ChangeConversationBody = {
  /** "assistant" gives the conversation back; "people" takes it. */
  handler?: 'assistant' | 'people';
  /** "open" also brings a snoozed one back. */
  state?: 'open' | 'closed';
  /** Out of sight until then, or until the contact writes; null: back now. */
  snoozedUntil?: string | null;
  /** A member; null: nobody. */
  assigneeId?: string | null;
  /** null: no team. */
  teamId?: string | null;
  addLabels?: string[];
  removeLabels?: string[];
};

export type ReceivedFile = {
  /** "waiting": it is being fetched from the provider. */
  state: 'waiting' | 'stored' | 'too_large' | 'wrong_type' | 'expired' | 'failed';
  /** When it is stored: read it at /api/files/{id}. */
  file?: string;
  mediaType?: string;
  /** In bytes. */
  size?: number;
  /** Why it is not there. */
  reason?: string;
  /** What to do about it. */
  advice?: string;
};

export type Message = {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'text';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    preview?: boolean;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'button';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** What the tapped button of a template was sent with. */
    id?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'choice';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** The button or row that was tapped. */
    id: string;
    description?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'image';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
    /** Of a contact: what a model saw in it. */
    description?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'audio';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
    /** Of a contact: what a model heard in it. */
    transcript?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'voice';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
    /** Of a contact: what a model heard in it. */
    transcript?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'video';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'document';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'sticker';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Of a contact: the file they sent. */
    media?: ReceivedFile;
    /** Of ours: the file that was sent. */
    file?: string;
    /** Of ours, when it is not kept here: where the provider fetched it. */
    link?: string;
    fileName?: string;
    /** Spoken into the phone. */
    voice?: boolean;
    animated?: boolean;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'location';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    latitude: number;
    longitude: number;
    name?: string;
    address?: string;
    url?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'contacts';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    contacts: {
      name?: string;
      firstName?: string;
      lastName?: string;
      organization?: string;
      title?: string;
      phones?: {
        phone?: string;
        type?: string;
        whatsapp?: string;
      }[];
      emails?: (string | {
          email?: string;
          type?: string;
        })[];
      urls?: {
        url?: string;
        type?: string;
      }[];
    }[];
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'reaction';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** Null: it was taken back. */
    emoji: string | null;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'order';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    catalogId?: string;
    items: {
      productId: string;
      quantity?: number;
      price?: number;
      currency?: string;
    }[];
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'system';
  /** What it holds beside its text. */
  content: {
    event: 'number_changed' | 'device_changed' | 'other';
    /** Their new number. */
    number?: string;
    type?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'edit';
  /** What it holds beside its text. */
  content: {
    /** Of what it says now, in place of the message it quotes. */
    kind: string;
    content?: Record<string, unknown>;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'delete';
  /** What it holds beside its text. */
  content: Record<string, never> | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'form';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    header?: string;
    footer?: string;
    name?: string;
    /** Of a contact: what they filled in. */
    response?: Record<string, unknown>;
    /** Of a contact: what they filled in, when it cannot be read. */
    responseText?: string;
    button?: string;
    form?: {
      id?: string;
      name?: string;
    };
    token?: string;
    draft?: boolean;
    screen?: string;
    data?: Record<string, unknown>;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'unsupported';
  /** What it holds beside its text. */
  content: {
    /** Not written by them. */
    forwarded?: boolean;
    forwardedOften?: boolean;
    /** The product it is about. */
    product?: {
      catalogId?: string;
      productId?: string;
    };
    /** The advertisement or post they came from. */
    referral?: {
      url?: string;
      id?: string;
      /** "ad" or "post". */
      source?: string;
      headline?: string;
      body?: string;
      mediaType?: string;
      imageUrl?: string;
      videoUrl?: string;
      thumbnailUrl?: string;
      clickId?: string;
      welcome?: string;
    };
    /** What the provider calls it. */
    type?: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'buttons';
  /** What it holds beside its text. */
  content: {
    header?: string;
    footer?: string;
    buttons: {
      id: string;
      title: string;
      description?: string;
    }[];
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'list';
  /** What it holds beside its text. */
  content: {
    header?: string;
    footer?: string;
    button: string;
    sections: {
      title?: string;
      rows: {
        id: string;
        title: string;
        description?: string;
      }[];
    }[];
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'url';
  /** What it holds beside its text. */
  content: {
    header?: string;
    footer?: string;
    button: string;
    url: string;
  } | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'location_request';
  /** What it holds beside its text. */
  content: Record<string, never> | null;
} | {
  id: string;
  conversationId: string;
  contactId: string;
  channelId: string;
  /** "in": from the contact. */
  direction: 'in' | 'out';
  /** The words in it; of a file, its caption; null: it has none. */
  text: string | null;
  /** The provider’s own form, where ours says less. */
  raw: unknown;
  /** "phone_app": somebody of the organization, in the provider’s own app on a phone. */
  author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
  /** Of a member or an API key: its id. */
  authorId: string | null;
  /** The decision that made it. */
  turnId: string | null;
  /** In: received. Out: pending (waits its turn), sending, sent, delivered, read; uncertain (the provider’s answer was lost; it is settled by a status, or sent once more), needs_template (the channel’s window for free text is closed), error (given up after trying, may work later), failed (the provider will not take it). A status never moves backwards. */
  status: 'received' | 'pending' | 'sending' | 'uncertain' | 'needs_template' | 'error' | 'failed' | 'sent' | 'delivered' | 'read';
  /** Why it was not sent, and what to do. */
  trouble: SendTrouble | null;
  /** Arrived more than 24 hours after it was written; left to people. */
  late: boolean;
  /** The provider’s id; null: not sent yet. */
  providerId: string | null;
  /** The message it answers, reacts to, edits or deletes; null also when that is not stored. */
  quotes: string | null;
  /** The same, as the provider names it. */
  quotesProviderId: string | null;
  /** In: when the provider says it was written. */
  writtenAt: string | null;
  /** When it was stored here. */
  createdAt: string;
  /** Out: when the provider took it. */
  sentAt: string | null;
  /** Out: when it reached the contact’s device; null: not yet, or nobody said so. */
  deliveredAt: string | null;
  /** Out: when the contact read it; null: not yet, or nobody said so. */
  readAt: string | null;
  /** The new message that was queued in its place when somebody sent it once more. */
  retriedAs: string | null;
  kind: 'template';
  /** What it holds beside its text. */
  content: {
    name: string;
    language: string;
    header?: Record<string, unknown>;
    body?: unknown[];
    buttons?: Record<string, unknown>[];
    offer?: Record<string, unknown>;
    order?: Record<string, unknown>;
    cards?: Record<string, unknown>[];
  } | null;
};

export type CreateConversationMessageBody = {
  kind: 'text';
  text: string;
  /** Show a preview of the first link. */
  preview?: boolean;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'buttons';
  text: string;
  /** Above the text. */
  header?: string;
  /** Below the text, smaller. */
  footer?: string;
  /** Answers to tap. */
  buttons: {
    id: string;
    title: string;
    description?: string;
  }[];
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'list';
  text: string;
  /** Above the text. */
  header?: string;
  /** Below the text, smaller. */
  footer?: string;
  /** What is tapped to open the list. */
  button: string;
  sections: {
    title?: string;
    rows: {
      id: string;
      title: string;
      description?: string;
    }[];
  }[];
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'url';
  text: string;
  /** Above the text. */
  header?: string;
  /** Below the text, smaller. */
  footer?: string;
  /** What is tapped. */
  button: string;
  url: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'location_request';
  text: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'form';
  text: string;
  /** Above the text. */
  header?: string;
  /** Below the text, smaller. */
  footer?: string;
  /** What is tapped to open it. */
  button: string;
  /** A form made at the provider (a WhatsApp Flow), by id or name. */
  form: {
    id: string;
  } | {
    name: string;
  };
  /** Comes back with the answers. */
  token?: string;
  /** Send it although it is not published. */
  draft?: boolean;
  /** Where it begins; without it the form’s own server decides, when it has one. */
  screen?: string;
  /** For the first screen. */
  data?: Record<string, unknown>;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'image';
  /** A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link. */
  file?: string;
  /** Where the provider fetches it. Or give file. */
  link?: string;
  /** Shown below it. */
  text?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'video';
  /** A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link. */
  file?: string;
  /** Where the provider fetches it. Or give file. */
  link?: string;
  /** Shown below it. */
  text?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'document';
  /** A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link. */
  file?: string;
  /** Where the provider fetches it. Or give file. */
  link?: string;
  /** Shown below it. */
  text?: string;
  /** What the contact sees it called. */
  fileName?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'audio';
  /** A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link. */
  file?: string;
  /** Where the provider fetches it. Or give file. */
  link?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'sticker';
  /** A file of ours: one that was uploaded (POST /api/files) or that a contact sent. Or give link. */
  file?: string;
  /** Where the provider fetches it. Or give file. */
  link?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'location';
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'contacts';
  contacts: {
    /** As it is shown. */
    name: string;
    firstName?: string;
    lastName?: string;
    organization?: string;
    title?: string;
    phones?: {
      phone: string;
      type?: string;
      whatsapp?: string;
    }[];
    emails?: {
      email: string;
      type?: string;
    }[];
    urls?: {
      url: string;
      type?: string;
    }[];
  }[];
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'reaction';
  /** Null takes it back. */
  emoji: string | null;
  /** The message it reacts to. */
  quotes: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
} | {
  kind: 'template';
  name: string;
  language: string;
  header?: {
    kind: 'text';
    /** A text for the next gap, or with the name of its gap; or an amount of money, written as the contact’s phone writes it. */
    value: string | {
      name?: string;
      /** Shown where the phone cannot write the amount itself. */
      text: string;
      /** With at most three decimals. */
      amount: number;
      currency: string;
    } | {
      name: string;
      text: string;
    };
  } | {
    kind: 'image';
    file?: string;
    link?: string;
  } | {
    kind: 'video';
    file?: string;
    link?: string;
  } | {
    kind: 'document';
    file?: string;
    link?: string;
    fileName?: string;
  } | {
    kind: 'location';
    latitude: number;
    longitude: number;
    name: string;
    address: string;
  } | {
    kind: 'product';
    catalogId: string;
    productId: string;
  };
  /** What fills the gaps of the body, in order. */
  body?: (string | {
      name?: string;
      /** Shown where the phone cannot write the amount itself. */
      text: string;
      /** With at most three decimals. */
      amount: number;
      currency: string;
    } | {
      name: string;
      text: string;
    })[];
  /** Only those that have a gap. */
  buttons?: {
    kind: 'url';
    /** Which button of the template, from 0. */
    index: number;
    /** The end of the button’s address. */
    text: string;
  } | {
    kind: 'quick_reply';
    /** Which button of the template, from 0. */
    index: number;
    /** Comes back as content.id when it is tapped. */
    id: string;
  } | {
    kind: 'copy_code';
    /** Which button of the template, from 0. */
    index: number;
    code: string;
  } | {
    kind: 'one_time_password';
    /** Which button of the template, from 0. */
    index: number;
    /** The same code as in the body. */
    code: string;
  } | {
    kind: 'form';
    /** Which button of the template, from 0. */
    index: number;
    token?: string;
    data?: Record<string, unknown>;
  } | {
    kind: 'catalog';
    /** Which button of the template, from 0. */
    index: number;
    /** Whose picture is shown; else the first’s. */
    productId?: string;
  } | {
    kind: 'products';
    /** Which button of the template, from 0. */
    index: number;
    /** Whose picture is shown. */
    productId: string;
    sections: {
      title: string;
      /** Ids of the catalogue. */
      products: string[];
    }[];
  }[];
  /** Of templates with an offer that ends: when it does; the phone counts down. */
  offer?: {
    endsAt: string;
  };
  /** Of templates that tell how far an order is. */
  order?: {
    /** As in the message that asked for the payment. */
    reference: string;
    status: 'pending' | 'processing' | 'partially_shipped' | 'shipped' | 'completed' | 'canceled';
    description?: string;
  };
  /** Of templates with cards to swipe through: what fills each, in order. */
  cards?: {
    header?: {
      kind: 'text';
      /** A text for the next gap, or with the name of its gap; or an amount of money, written as the contact’s phone writes it. */
      value: string | {
        name?: string;
        /** Shown where the phone cannot write the amount itself. */
        text: string;
        /** With at most three decimals. */
        amount: number;
        currency: string;
      } | {
        name: string;
        text: string;
      };
    } | {
      kind: 'image';
      file?: string;
      link?: string;
    } | {
      kind: 'video';
      file?: string;
      link?: string;
    } | {
      kind: 'document';
      file?: string;
      link?: string;
      fileName?: string;
    } | {
      kind: 'location';
      latitude: number;
      longitude: number;
      name: string;
      address: string;
    } | {
      kind: 'product';
      catalogId: string;
      productId: string;
    };
    /** What fills the gaps of the body, in order. */
    body?: (string | {
        name?: string;
        /** Shown where the phone cannot write the amount itself. */
        text: string;
        /** With at most three decimals. */
        amount: number;
        currency: string;
      } | {
        name: string;
        text: string;
      })[];
    /** Only those that have a gap. */
    buttons?: {
      kind: 'url';
      /** Which button of the template, from 0. */
      index: number;
      /** The end of the button’s address. */
      text: string;
    } | {
      kind: 'quick_reply';
      /** Which button of the template, from 0. */
      index: number;
      /** Comes back as content.id when it is tapped. */
      id: string;
    } | {
      kind: 'copy_code';
      /** Which button of the template, from 0. */
      index: number;
      code: string;
    } | {
      kind: 'one_time_password';
      /** Which button of the template, from 0. */
      index: number;
      /** The same code as in the body. */
      code: string;
    } | {
      kind: 'form';
      /** Which button of the template, from 0. */
      index: number;
      token?: string;
      data?: Record<string, unknown>;
    } | {
      kind: 'catalog';
      /** Which button of the template, from 0. */
      index: number;
      /** Whose picture is shown; else the first’s. */
      productId?: string;
    } | {
      kind: 'products';
      /** Which button of the template, from 0. */
      index: number;
      /** Whose picture is shown. */
      productId: string;
      sections: {
        title: string;
        /** Ids of the catalogue. */
        products: string[];
      }[];
    }[];
  }[];
  /** The message of this conversation it answers, shown above it. */
  quotes?: string;
  /** The last message (or anything in the timeline) whoever writes has seen: if somebody else told the contact something since, nothing is sent. */
  seenTo?: string;
  /** Send it all the same. */
  anyway?: boolean;
};

export type Turn = {
  id: string;
  contactId: string;
  conversationId: string;
  /** Which way it went, as a word for programs: "open" is the assistant’s. */
  outcome: string;
  /** How many messages it decided over. */
  messages: number;
  tookMs: number;
  createdAt: string;
  /** What was looked at, in order. */
  trace: {
    /** Where it was decided: "guard.stop", "assistant.offline". */
    step: string;
    outcome: string;
    reason: string;
    numbers?: Record<string, number>;
    /** May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence. */
    evidence?: Record<string, unknown>;
    /** So many milliseconds after the turn began; absent: in the first. */
    atMs?: number;
  }[];
};

export type File = {
  /** Give it as "file" when you send a message; read it at /api/files/{id}. */
  id: string;
  /** What the bytes are, as they were looked at. */
  mediaType: string;
  name: string | null;
  /** In bytes. */
  size: number;
  createdAt: string;
};

export type FileLink = {
  /** Opens the file without signing in; for a page that shows it. */
  url: string;
  expiresAt: string;
};

export type Audit = {
  /** One after the other in the organization, without a gap. */
  position: number;
  at: string;
  actor: {
    kind: 'member' | 'api_key' | 'system';
    id: string;
  };
  /** The method and the address: "POST /api/channels/:id/disable". */
  action: string;
  /** The id of what was changed; of contacts, conversations and messages a pseudonym of it. */
  object: string | null;
  /** As in the header x-request-id and in the log. */
  requestId: string;
};

export type CreateContactIdentityBody = {
  /** "whatsapp", "sms", "email" … */
  channelType: string;
  /** "phone", "email", "bsuid" … */
  kind: string;
  /** A phone number is read with the organization’s country when it has no country code of its own. */
  address: string;
};

export type AssignContactBody = {
  memberId: string;
};

export type ContactDuplicate = {
  contactIds: string[];
  reason: 'same_phone' | 'same_email';
};

export type ContactMerge = {
  id: string;
  keptId: string;
  mergedId: string;
  mergedAt: string;
  undoneAt: string | null;
  canBeUndoneUntil: string;
  conversationsMoved: number;
  /** On a channel where both had one: new messages go to the kept contact’s. */
  conversationsShared: number;
  /** Unanswered ones that wait in the kept contact’s conversation now. */
  messagesMoved: number;
  /** What both said differently: the kept contact’s holds, the other is remembered. */
  remembered: string[];
};

export type MergeContactBody = {
  otherId: string;
};

export type ListContactMergesResult = {
  items: {
    id: string;
    keptId: string;
    mergedId: string;
    mergedAt: string;
    undoneAt: string | null;
    canBeUndoneUntil: string;
    conversationsMoved: number;
    /** On a channel where both had one: new messages go to the kept contact’s. */
    conversationsShared: number;
    /** Unanswered ones that wait in the kept contact’s conversation now. */
    messagesMoved: number;
    /** What both said differently: the kept contact’s holds, the other is remembered. */
    remembered: string[];
  }[];
};

export type ContactMergeUndo = {
  keptId: string;
  restoredId: string;
  /** What could not be given back, in sentences. */
  notRestored: string[];
};

export type ContactConsent = {
  id: string;
  contactId: string;
  conversationId: string;
  /** true: messages are wanted; false: silence. */
  given: boolean;
  author: 'contact' | 'member' | 'api_key' | 'system';
  authorId: string | null;
  /** The message in which the contact said so. */
  messageId: string | null;
  word: string | null;
  /** Of the member who recorded it. */
  reason: string | null;
  /** The contact’s own stop that this took back. */
  overrides: string | null;
  at: string;
};

export type CreateContactConsentBody = {
  conversationId: string;
  given: boolean;
  /** How they said it: on the phone, on a form … It is shown wherever the consent is. */
  reason: string;
  /** Needed to take back a stop that the contact wrote themselves. */
  overrideOwnStop?: true;
};

export type Tag = {
  id: string;
  name: string;
  /** How many have it. */
  contacts: number;
  createdAt: string;
};

export type CreateTagBody = {
  name: string;
};

export type Attribute = {
  items: {
    id: string;
    /** For programs: it never changes. */
    key: string;
    label: string;
    /** "time" is an instant; "choices" a list of choices. */
    type: 'text' | 'number' | 'yes_no' | 'date' | 'time' | 'choice' | 'choices';
    choices: string[];
    /** Of a text, in characters. */
    maxLength: number;
    personal: boolean;
    /** Encrypted; not in searches, segments or exports. */
    sensitive: boolean;
    createdAt: string;
  }[];
};

export type CreateAttributeResult = {
  id: string;
  /** For programs: it never changes. */
  key: string;
  label: string;
  /** "time" is an instant; "choices" a list of choices. */
  type: 'text' | 'number' | 'yes_no' | 'date' | 'time' | 'choice' | 'choices';
  choices: string[];
  /** Of a text, in characters. */
  maxLength: number;
  personal: boolean;
  /** Encrypted; not in searches, segments or exports. */
  sensitive: boolean;
  createdAt: string;
};

export type CreateAttributeBody = {
  key: string;
  label: string;
  type: 'text' | 'number' | 'yes_no' | 'date' | 'time' | 'choice' | 'choices';
  choices?: string[];
  maxLength?: number;
  personal?: boolean;
  sensitive?: boolean;
};

export type ChangeAttributeBody = {
  label?: string;
  choices?: string[];
};

export type ContactExtra = {
  tags: {
    id: string;
    name: string;
  }[];
  /** By key. Sensitive ones only for those who may read them. */
  attributes: Record<string, string | number | boolean | string[] | null>;
};

export type ChangeContactTagsBody = {
  add?: string[];
  remove?: string[];
};

export type ChangeContactAttributesBody = {
  values: {
    key: string;
    /** null takes it away. */
    value: string | number | boolean | string[] | null;
  }[];
};

export type ContactChange = {
  changed: number;
  notFound: string[];
};

export type CreateContactChangeBody = {
  contactIds: string[];
  addTags?: string[];
  removeTags?: string[];
  attributes?: {
    key: string;
    /** null takes it away. */
    value: string | number | boolean | string[] | null;
  }[];
};

export type Segment = {
  id: string;
  name: string;
  rule: {
    /** Whether all of the conditions must hold, or one. */
    match: 'all' | 'any';
    conditions: {
      /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
      field: string;
      is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
      value?: string | number | boolean;
    } | {
      /** Whether all of the conditions must hold, or one. */
      match: 'all' | 'any';
      conditions: {
        /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
        field: string;
        is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
        value?: string | number | boolean;
      }[];
    }[];
  };
  /** What the rule names and does not exist any more; such a condition holds for nobody. */
  broken: string[];
  createdAt: string;
  changedAt: string;
};

export type CreateSegmentBody = {
  name: string;
  rule: {
    /** Whether all of the conditions must hold, or one. */
    match: 'all' | 'any';
    conditions: {
      /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
      field: string;
      is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
      value?: string | number | boolean;
    } | {
      /** Whether all of the conditions must hold, or one. */
      match: 'all' | 'any';
      conditions: {
        /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
        field: string;
        is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
        value?: string | number | boolean;
      }[];
    }[];
  };
};

export type ContactList = {
  id: string;
  /** What the organization calls them, else what their provider says. */
  name: string | null;
  /** Language tag, once it is known; null: the organization’s is used. */
  language: string | null;
  firstSeenAt: string;
  /** When they last wrote. */
  lastSeenAt: string | null;
  identities: {
    channelType: string;
    /** What sort of address: "phone", "bsuid", "email" … */
    kind: string;
    address: string;
  }[];
  tags: {
    id: string;
    name: string;
  }[];
  /** By key, without the sensitive ones. */
  attributes: Record<string, string | number | boolean | string[] | null>;
  /** Members. */
  assignedTo: string[];
  /** They want no messages in at least one conversation. */
  optedOut: boolean;
};

export type CreateContactListBody = {
  /** Words of a name, part of a number, an address: among the 200 best matches, on one page. */
  q?: string;
  /** Only who is in it now. */
  segmentId?: string;
  /** Only whom it means; beside the segment, both must hold. */
  rule?: {
    /** Whether all of the conditions must hold, or one. */
    match: 'all' | 'any';
    conditions: {
      /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
      field: string;
      is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
      value?: string | number | boolean;
    } | {
      /** Whether all of the conditions must hold, or one. */
      match: 'all' | 'any';
      conditions: {
        /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
        field: string;
        is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
        value?: string | number | boolean;
      }[];
    }[];
  };
  /** How many to return, at most 200. */
  limit?: number;
  /** From the previous page; opaque. */
  cursor?: string;
};

export type SegmentCount = {
  count: number;
  broken: string[];
};

export type CreateSegmentCountBody = {
  rule: {
    /** Whether all of the conditions must hold, or one. */
    match: 'all' | 'any';
    conditions: {
      /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
      field: string;
      is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
      value?: string | number | boolean;
    } | {
      /** Whether all of the conditions must hold, or one. */
      match: 'all' | 'any';
      conditions: {
        /** name, language, channel_type, created, last_seen, opted_out, tag (with the tag’s id as value), or attribute:<its id>. */
        field: string;
        is: 'equal' | 'not_equal' | 'contains' | 'before' | 'after' | 'less' | 'more' | 'set' | 'not_set' | 'within_days' | 'not_within_days';
        value?: string | number | boolean;
      }[];
    }[];
  };
};

export type SegmentCopy = {
  items: {
    id: string;
    segmentId: string;
    members: number;
    createdAt: string;
  }[];
};

export type CreateSegmentCopyResult = {
  id: string;
  segmentId: string;
  members: number;
  createdAt: string;
};

export type ContactImport = {
  id: string;
  fileName: string;
  state: 'uploaded' | 'running' | 'done' | 'failed';
  preview: {
    encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
    delimiter: string;
    columns: {
      name: string;
      /** What it seems to hold. */
      guess: string;
      empty: number;
      /** Cells that would be refused as what it seems to hold. */
      faults: number;
    }[];
    firstRows: string[][];
  };
  rows: number;
  rowsDone: number;
  created: number;
  updated: number;
  refused: number;
  trouble: string | null;
  createdAt: string;
  finishedAt: string | null;
};

export type StartContactImportBody = {
  /** What each column holds, in order. */
  columns: string[];
  mode?: 'create' | 'update' | 'both';
  /** How numbers without country code are read; the organization’s when missing. */
  country?: string;
  /** Given to everybody in the file. */
  tags?: string[];
  /** For those without one. */
  language?: string;
};

export type InboxCount = {
  open: number;
  /** Open, and the asker’s. */
  mine: number;
  /** Open, with people, and nobody’s. */
  unassigned: number;
  /** Open, with people. */
  people: number;
  /** Open, with the assistant. */
  assistant: number;
  unread: number;
  mentioned: number;
  waiting: number;
  failed: number;
  /** With an open incident, in every state; 0 for who may not see incidents. */
  attention: number;
  snoozed: number;
  closed: number;
  /** Open ones of each team. */
  teams: {
    id: string;
    count: number;
  }[];
  /** Of each saved view the asker has. */
  views: {
    id: string;
    count: number;
  }[];
};

export type MatchingCount = {
  count: number;
};

export type InboxChange = {
  changed: number;
  /** Not there, or not the asker’s to see. */
  notFound: string[];
};

export type ChangeInboxBody = {
  conversationIds: string[];
  change: {
    /** "assistant" gives the conversation back; "people" takes it. */
    handler?: 'assistant' | 'people';
    /** "open" also brings a snoozed one back. */
    state?: 'open' | 'closed';
    /** Out of sight until then, or until the contact writes; null: back now. */
    snoozedUntil?: string | null;
    /** A member; null: nobody. */
    assigneeId?: string | null;
    /** null: no team. */
    teamId?: string | null;
    addLabels?: string[];
    removeLabels?: string[];
  };
};

export type ConversationRead = {
  unread: number;
};

export type ReadConversationBody = {
  /** Up to this message; without it, all. */
  messageId?: string;
};

export type UnreadConversationBody = {
  /** From this message on; without it, from the contact’s last one. */
  messageId?: string;
};

export type Note = {
  id: string;
  conversationId: string;
  text: string;
  author: {
    kind: 'member' | 'api_key' | 'system';
    id: string;
    name: string | null;
  };
  mentions: {
    id: string;
    name: string;
  }[];
  createdAt: string;
  /** When its author changed it. */
  changedAt: string | null;
};

export type ConversationEvent = {
  id: string;
  /** "assigned", "unassigned", "team_set", "team_unset", "closed", "reopened", "snoozed", "unsnoozed", "label_added", "label_removed", "handed_over", "taken_over", "given_back", "stage_set", "flow_cancelled", "flow_moved", "flow_restarted", "wrote_after_stop"; more will come. */
  kind: string;
  actor: {
    kind: 'member' | 'api_key' | 'system';
    id: string;
    name: string | null;
  };
  /** By kind: {member}, {team}, {label}: each {id, name}; {until}; of "handed_over" {reason}, a word for programs, but not "safety" to who may not see incidents; of "taken_over" by an answer {by: "reply"}; of "stage_set" {from, to, reason}; of "flow_moved" {from, to, reason}. */
  data: Record<string, unknown>;
  createdAt: string;
};

export type ConversationTimeline = {
  /** The oldest first. */
  items: {
    type: 'message';
    id: string;
    at: string;
    message: Message;
  } | {
    type: 'note';
    id: string;
    at: string;
    note: Note;
  } | {
    type: 'event';
    id: string;
    at: string;
    event: ConversationEvent;
  }[];
  /** null: nothing is older. */
  olderCursor: string | null;
  /** Also when nothing is newer yet: it catches up later. null: the conversation is empty. */
  newerCursor: string | null;
  hasNewer: boolean;
};

export type CreateConversationNoteBody = {
  text: string;
  /** Members; they find it in their inbox. */
  mentions?: string[];
};

export type Label = {
  items: {
    id: string;
    name: string;
    colour: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';
    createdAt: string;
  }[];
};

export type CreateLabelResult = {
  id: string;
  name: string;
  colour: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';
  createdAt: string;
};

export type CreateLabelBody = {
  name: string;
  colour?: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';
};

export type ChangeLabelBody = {
  name?: string;
  colour?: 'grey' | 'red' | 'orange' | 'yellow' | 'green' | 'teal' | 'blue' | 'purple' | 'pink' | 'brown';
};

export type Team = {
  items: {
    id: string;
    name: string;
    memberIds: string[];
    createdAt: string;
  }[];
};

export type CreateTeamResult = {
  id: string;
  name: string;
  memberIds: string[];
  createdAt: string;
};

export type CreateTeamBody = {
  name: string;
  /** Who is in it, all of them. */
  memberIds?: string[];
};

export type ChangeTeamBody = {
  name?: string;
  /** Who is in it, all of them. */
  memberIds?: string[];
};

export type CannedReply = {
  items: {
    id: string;
    shortcut: string;
    title: string;
    /** With its gaps. */
    text: string;
    teamId: string | null;
    /** For the conversation that was asked for; null: none was. */
    filled: {
      text: string;
      /** Gaps for which nothing is known; they are left empty. */
      missing: string[];
    } | null;
    createdAt: string;
    changedAt: string;
  }[];
};

export type CreateCannedReplyResult = {
  id: string;
  shortcut: string;
  title: string;
  /** With its gaps. */
  text: string;
  teamId: string | null;
  /** For the conversation that was asked for; null: none was. */
  filled: {
    text: string;
    /** Gaps for which nothing is known; they are left empty. */
    missing: string[];
  } | null;
  createdAt: string;
  changedAt: string;
};

export type CreateCannedReplyBody = {
  shortcut: string;
  title: string;
  /** With gaps: {contact.name}, {contact.name|there}. */
  text: string;
  /** Whose it is; null: everybody’s. */
  teamId?: string | null;
};

export type ChangeCannedReplyBody = {
  shortcut?: string;
  title?: string;
  /** With gaps: {contact.name}, {contact.name|there}. */
  text?: string;
  /** Whose it is; null: everybody’s. */
  teamId?: string | null;
};

export type InboxView = {
  items: {
    id: string;
    name: string;
    /** Everybody in the organization has it. */
    shared: boolean;
    /** The asker made it, and may change it. */
    mine: boolean;
    filter: {
      /** "open" unless said: neither snoozed nor closed. */
      state?: 'open' | 'snoozed' | 'closed' | 'all';
      handler?: 'assistant' | 'people';
      /** "me", "none" (nobody, or a member who is disabled or has left) or a member’s id. */
      assignee?: string;
      /** "none" or a team’s id. */
      team?: string;
      label?: string;
      channel?: string;
      /** A tag of the contact. */
      tag?: string;
      contact?: string;
      /** With messages the asker has not read. */
      unread?: true;
      /** People have it, and the contact waits for their answer. */
      waiting?: true;
      /** With messages that did not go out. */
      failed?: true;
      /** Whose contact has an open incident, for who may see incidents. */
      attention?: true;
      /** With a note that mentions the asker. */
      mentioned?: true;
      /** "newest": the last active first. "waiting": who waits longest first; only those who wait. "risk": the gravest open incident first, then the last active; only those with one. */
      sort?: 'newest' | 'waiting' | 'risk';
    };
    createdAt: string;
    changedAt: string;
  }[];
};

export type CreateInboxViewResult = {
  id: string;
  name: string;
  /** Everybody in the organization has it. */
  shared: boolean;
  /** The asker made it, and may change it. */
  mine: boolean;
  filter: {
    /** "open" unless said: neither snoozed nor closed. */
    state?: 'open' | 'snoozed' | 'closed' | 'all';
    handler?: 'assistant' | 'people';
    /** "me", "none" (nobody, or a member who is disabled or has left) or a member’s id. */
    assignee?: string;
    /** "none" or a team’s id. */
    team?: string;
    label?: string;
    channel?: string;
    /** A tag of the contact. */
    tag?: string;
    contact?: string;
    /** With messages the asker has not read. */
    unread?: true;
    /** People have it, and the contact waits for their answer. */
    waiting?: true;
    /** With messages that did not go out. */
    failed?: true;
    /** Whose contact has an open incident, for who may see incidents. */
    attention?: true;
    /** With a note that mentions the asker. */
    mentioned?: true;
    /** "newest": the last active first. "waiting": who waits longest first; only those who wait. "risk": the gravest open incident first, then the last active; only those with one. */
    sort?: 'newest' | 'waiting' | 'risk';
  };
  createdAt: string;
  changedAt: string;
};

export type CreateInboxViewBody = {
  name: string;
  filter: {
    /** "open" unless said: neither snoozed nor closed. */
    state?: 'open' | 'snoozed' | 'closed' | 'all';
    handler?: 'assistant' | 'people';
    /** "me", "none" (nobody, or a member who is disabled or has left) or a member’s id. */
    assignee?: string;
    /** "none" or a team’s id. */
    team?: string;
    label?: string;
    channel?: string;
    /** A tag of the contact. */
    tag?: string;
    contact?: string;
    /** With messages the asker has not read. */
    unread?: true;
    /** People have it, and the contact waits for their answer. */
    waiting?: true;
    /** With messages that did not go out. */
    failed?: true;
    /** Whose contact has an open incident, for who may see incidents. */
    attention?: true;
    /** With a note that mentions the asker. */
    mentioned?: true;
    /** "newest": the last active first. "waiting": who waits longest first; only those who wait. "risk": the gravest open incident first, then the last active; only those with one. */
    sort?: 'newest' | 'waiting' | 'risk';
  };
  shared?: boolean;
};

export type ChangeInboxViewBody = {
  name?: string;
  filter?: {
    /** "open" unless said: neither snoozed nor closed. */
    state?: 'open' | 'snoozed' | 'closed' | 'all';
    handler?: 'assistant' | 'people';
    /** "me", "none" (nobody, or a member who is disabled or has left) or a member’s id. */
    assignee?: string;
    /** "none" or a team’s id. */
    team?: string;
    label?: string;
    channel?: string;
    /** A tag of the contact. */
    tag?: string;
    contact?: string;
    /** With messages the asker has not read. */
    unread?: true;
    /** People have it, and the contact waits for their answer. */
    waiting?: true;
    /** With messages that did not go out. */
    failed?: true;
    /** Whose contact has an open incident, for who may see incidents. */
    attention?: true;
    /** With a note that mentions the asker. */
    mentioned?: true;
    /** "newest": the last active first. "waiting": who waits longest first; only those who wait. "risk": the gravest open incident first, then the last active; only those with one. */
    sort?: 'newest' | 'waiting' | 'risk';
  };
  shared?: boolean;
};

export type Search = {
  contacts: {
    id: string;
    name: string | null;
    /** Their last active one. */
    conversationId: string | null;
  }[];
  /** The newest first. */
  messages: {
    messageId: string;
    conversationId: string;
    contact: {
      id: string;
      name: string | null;
    };
    channelId: string;
    direction: 'in' | 'out';
    author: 'contact' | 'assistant' | 'member' | 'api_key' | 'system' | 'phone_app';
    at: string;
    snippet: {
      /** The words about the first match; plain text. */
      text: string;
      cutBefore: boolean;
      cutAfter: boolean;
      /** Where the words stand in the snippet, in UTF-16 units as JavaScript counts. */
      matches: {
        start: number;
        end: number;
      }[];
    };
  }[];
  /** Pass it on to get older messages; null: there are none. */
  nextCursor: string | null;
};

export type DeskSetting = {
  /** A member’s answer takes the conversation from the assistant. */
  replyPausesAssistant: boolean;
};

export type ChangeDeskSettingsBody = {
  replyPausesAssistant: boolean;
};

export type Incident = {
  id: string;
  contactId: string;
  contactName: string | null;
  /** Where they wrote last. */
  conversationId: string;
  /** The last of its messages. */
  messageId: string;
  /** The highest of its messages. */
  severity: 'moderate' | 'high' | 'imminent';
  /** What the texts are about: suicidal, self_harm, harm_to_others, abuse, acute_medical … */
  categories: string[];
  /** "delivered": somebody was reached. "acknowledged": somebody is dealing with it. */
  state: 'raised' | 'delivered' | 'acknowledged' | 'resolved' | 'false_alarm';
  /** How many joined it. */
  messages: number;
  raisedAt: string;
  /** Since when people are called for it: the beginning, or when it got worse. */
  calledAt: string;
  /** When people are called next, while nobody has acknowledged it. */
  dueAt: string | null;
  /** Members who were called for it so far. */
  called: {
    id: string;
    name: string;
  }[];
  /** Nobody has acknowledged it in time. */
  overdue: boolean;
  deliveredAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: {
    id: string;
    name: string;
  } | null;
  /** From the call to the acknowledgement. */
  answerSeconds: number | null;
  closedAt: string | null;
};

export type IncidentDetail = {
  id: string;
  contactId: string;
  contactName: string | null;
  /** Where they wrote last. */
  conversationId: string;
  /** The last of its messages. */
  messageId: string;
  /** The highest of its messages. */
  severity: 'moderate' | 'high' | 'imminent';
  /** What the texts are about: suicidal, self_harm, harm_to_others, abuse, acute_medical … */
  categories: string[];
  /** "delivered": somebody was reached. "acknowledged": somebody is dealing with it. */
  state: 'raised' | 'delivered' | 'acknowledged' | 'resolved' | 'false_alarm';
  /** How many joined it. */
  messages: number;
  raisedAt: string;
  /** Since when people are called for it: the beginning, or when it got worse. */
  calledAt: string;
  /** When people are called next, while nobody has acknowledged it. */
  dueAt: string | null;
  /** Members who were called for it so far. */
  called: {
    id: string;
    name: string;
  }[];
  /** Nobody has acknowledged it in time. */
  overdue: boolean;
  deliveredAt: string | null;
  acknowledgedAt: string | null;
  acknowledgedBy: {
    id: string;
    name: string;
  } | null;
  /** From the call to the acknowledgement. */
  answerSeconds: number | null;
  closedAt: string | null;
  findings: {
    messageId: string;
    /** Where the words came from; "answer": what an assistant was about to say; "model": a model read them beside the rules. */
    source: 'message' | 'transcript' | 'description' | 'question' | 'answer' | 'model';
    severity: 'low' | 'moderate' | 'high' | 'imminent';
    categories: string[];
    reason: string;
    /** The words that decided, as they stand in the message; none: the asker may not read it, or it is gone. */
    words: string[];
    /** What read it: the version of the rules, or the model. */
    rules: string;
    createdAt: string;
  }[];
  /** What the safety gate would say, in the person’s language, for whoever answers them; null: the asker may not read the conversation. */
  suggestion: string | null;
  /** What was done, the oldest first. */
  entries: {
    id: string;
    /** called, delivered, not_delivered, seen, acknowledged, note, resolved, false_alarm, answered, told, asked */
    kind: string;
    actor: {
      kind: 'member' | 'api_key' | 'system';
      id: string;
      name: string | null;
    };
    data: Record<string, unknown>;
    note: string | null;
    createdAt: string;
  }[];
  /** The asker sees the incident because they were called; the contact and the conversation are not theirs to see. */
  contactHidden: boolean;
  /** Where the contact is hidden: the members who can give it to the asker. */
  canGive: {
    id: string;
    name: string;
  }[];
};

export type AcknowledgeIncidentBody = {
  /** What did you do? */
  did: string;
};

export type CloseIncidentBody = {
  outcome: 'resolved' | 'false_alarm';
  /** How it ended; or why it was a false alarm. */
  note: string;
};

export type CreateIncidentNoteBody = {
  note: string;
};

export type IncidentFigure = {
  /** Nobody has closed them. */
  open: {
    moderate: number;
    high: number;
    imminent: number;
  };
  unacknowledged: {
    moderate: number;
    high: number;
    imminent: number;
  };
  days: number;
  /** In these days. */
  raised: number;
  /** Of them: acknowledged in time. */
  inTime: number;
  falseAlarms: number;
  /** From the call to the acknowledgement; null: none was. */
  medianSeconds: number | null;
  /** 95 of 100 were quicker. */
  slowestSeconds: number | null;
};

export type SafetySetting = {
  /** Messages that are worth one question open an incident too. */
  moderateIncidents: boolean;
  /** The safety gate answers by itself at high and imminent. Off: it only brings people. */
  replies: boolean;
  /** Events for webhooks hold the words of the message. */
  eventText: boolean;
  /** Within which somebody is to acknowledge. */
  minutes: {
    imminent: number;
    high: number;
    moderate: number;
  };
  /** When nobody is called for moderate ones, in the organization’s time zone. High and imminent are never held back. */
  quiet: {
    from: string;
    to: string;
  } | null;
  /** Members in the order in which they are called, after whoever has the contact. Empty: the pool. */
  chain: string[];
  /** Members who are called together when the chain has not answered. Empty: owners and administrators. */
  pool: string[];
  /** Who says they are younger is shown lines for young people first. */
  minimumAge: number;
  /** So long after an answer of the gate the person is asked how they are; 0: never. */
  followUpHours: number;
  /** What asks the same where the window for free text has closed: a template without gaps, approved by the provider. Null: nothing. */
  followUpTemplate: {
    name: string;
    /** In which it is approved; the first is for whoever speaks none of them. */
    languages: string[];
    /** It has three buttons for quick replies, in this order: I am okay, still hard, I need help now. */
    buttons: boolean;
  } | null;
  /** The model provider that reads messages beside the rules, by its name: one that contacts’ words may be sent to. Null: none. */
  readingProvider: string | null;
  /** How members who confirmed a number are told on their phones. Null: by mail alone. */
  phoneAlerts: {
    /** A channel that can carry alerts (`abilities.alerts`). */
    channelId: string;
    /** An approved template with one gap, for the link: in its words, or at the end of its button. */
    template: string | null;
    /** An approved template for the code by which a member confirms a number. */
    codeTemplate: string | null;
    /** Of phone and mail, the first time somebody is called; after that both at once. */
    order: 'together' | 'phone_first' | 'mail_first';
    /** What is lighter goes by mail alone. */
    from: 'moderate' | 'high' | 'imminent';
    /** When phones are left alone, in the organization’s time zone. What is imminent is never held back; mails never are. */
    quiet: {
      from: string;
      to: string;
    } | null;
  } | null;
};

export type ChangeSafetySettingsBody = {
  /** Messages that are worth one question open an incident too. */
  moderateIncidents?: boolean;
  /** The safety gate answers by itself at high and imminent. Off: it only brings people. */
  replies?: boolean;
  /** Events for webhooks hold the words of the message. */
  eventText?: boolean;
  /** Within which somebody is to acknowledge. */
  minutes?: {
    imminent: number;
    high: number;
    moderate: number;
  };
  /** When nobody is called for moderate ones, in the organization’s time zone. High and imminent are never held back. */
  quiet?: {
    from: string;
    to: string;
  } | null;
  /** Members in the order in which they are called, after whoever has the contact. Empty: the pool. */
  chain?: string[];
  /** Members who are called together when the chain has not answered. Empty: owners and administrators. */
  pool?: string[];
  /** Who says they are younger is shown lines for young people first. */
  minimumAge?: number;
  /** So long after an answer of the gate the person is asked how they are; 0: never. */
  followUpHours?: number;
  /** What asks the same where the window for free text has closed: a template without gaps, approved by the provider. Null: nothing. */
  followUpTemplate?: {
    name: string;
    /** In which it is approved; the first is for whoever speaks none of them. */
    languages: string[];
    /** It has three buttons for quick replies, in this order: I am okay, still hard, I need help now. */
    buttons: boolean;
  } | null;
  /** The model provider that reads messages beside the rules, by its name: one that contacts’ words may be sent to. Null: none. */
  readingProvider?: string | null;
  /** How members who confirmed a number are told on their phones. Null: by mail alone. */
  phoneAlerts?: {
    /** A channel that can carry alerts (`abilities.alerts`). */
    channelId: string;
    /** An approved template with one gap, for the link: in its words, or at the end of its button. */
    template: string | null;
    /** An approved template for the code by which a member confirms a number. */
    codeTemplate: string | null;
    /** Of phone and mail, the first time somebody is called; after that both at once. */
    order: 'together' | 'phone_first' | 'mail_first';
    /** What is lighter goes by mail alone. */
    from: 'moderate' | 'high' | 'imminent';
    /** When phones are left alone, in the organization’s time zone. What is imminent is never held back; mails never are. */
    quiet: {
      from: string;
      to: string;
    } | null;
  } | null;
};

export type AlertPhone = {
  /** The organization tells people on their phones. */
  offered: boolean;
  /** In use: digits, with the code of the country; null: none. */
  number: string | null;
  verifiedAt: string | null;
  /** A number that a code was sent to and that is not confirmed yet. */
  asked: {
    number: string;
    /** So long its code can be given. */
    until: string;
  } | null;
};

export type SetAlertPhoneBody = {
  number: string;
};

export type ConfirmAlertPhoneBody = {
  code: string;
};

export type SafetyLine = {
  lines: {
    id: string;
    /** Shown to people there; null: everywhere. */
    country: string | null;
    name: string;
    /** As people dial it, or what they write to. */
    number: string;
    kind: 'voice' | 'text' | 'chat';
    /** In words: "24/7", "8 to 20"; null: not known. */
    hours: string | null;
    /** "young": shown first to who says they are younger than `minimumAge`. */
    audience: 'anyone' | 'young';
    /** When somebody last tried it. */
    verifiedAt: string;
    /** Until when it is shown. */
    expiresAt: string;
    shown: boolean;
  }[];
  /** Of the registry’s lines. */
  country: string | null;
  /** The emergency number there; null: not known to us. */
  emergency: string | null;
  registered: {
    name: string;
    /** As people dial it, or what they write to. */
    number: string;
    kind: 'voice' | 'text' | 'chat';
    /** In words: "24/7", "8 to 20"; null: not known. */
    hours: string | null;
    /** "young": shown first to who says they are younger than `minimumAge`. */
    audience: 'anyone' | 'young';
    source: string;
    sourceDate: string | null;
    verifiedOn: string | null;
  }[];
};

export type CreateSafetyLineResult = {
  id: string;
  /** Shown to people there; null: everywhere. */
  country: string | null;
  name: string;
  /** As people dial it, or what they write to. */
  number: string;
  kind: 'voice' | 'text' | 'chat';
  /** In words: "24/7", "8 to 20"; null: not known. */
  hours: string | null;
  /** "young": shown first to who says they are younger than `minimumAge`. */
  audience: 'anyone' | 'young';
  /** When somebody last tried it. */
  verifiedAt: string;
  /** Until when it is shown. */
  expiresAt: string;
  shown: boolean;
};

export type CreateSafetyLineBody = {
  /** Shown to people there; null: everywhere. */
  country: string | null;
  name: string;
  /** As people dial it, or what they write to. */
  number: string;
  kind: 'voice' | 'text' | 'chat';
  /** In words: "24/7", "8 to 20"; null: not known. */
  hours: string | null;
  /** "young": shown first to who says they are younger than `minimumAge`. */
  audience: 'anyone' | 'young';
  tried: true;
};

export type ContactMood = {
  id: string;
  at: string;
  /** Said by themselves, or read from a message. */
  source: 'self' | 'inferred';
  /** From 1, worst, to 10, best; only where they said it themselves. */
  score: number | null;
  label: 'happy' | 'grateful' | 'hopeful' | 'calm' | 'neutral' | 'tired' | 'stressed' | 'anxious' | 'lonely' | 'sad' | 'angry' | 'ashamed' | null;
  valence: number | null;
  intensity: number | null;
  confidence: number | null;
  about: ('sleep' | 'work' | 'study' | 'family' | 'relationship' | 'friends' | 'money' | 'health' | 'loss' | 'faith')[];
  note: string | null;
  /** The message it comes from. */
  messageId: string | null;
  /** Which reader, and which version of it; null: no program read it. */
  reader: string | null;
};

export type CarePerson = {
  id: string;
  name: string | null;
  /** Who looks after them. */
  clinicians: {
    id: string;
    name: string;
  }[];
  /** The asker sees them because they opened the record in an emergency. */
  opened: boolean;
  attention: {
    /** The gravest that is open; null: none is. */
    incidentId: string | null;
    severity: 'moderate' | 'high' | 'imminent' | null;
    /** Somebody deals with it. */
    acknowledged: boolean;
    /** The safety gate watches the conversation until then, whatever is said. */
    watchedUntil: string | null;
  };
  /** Null: there is none, or the person does not share it with the asker. */
  lastMood: {
    at: string;
    /** "self": what they said, 1 to 10. "inferred": read from what they wrote. */
    source: 'self' | 'inferred';
    score: number | null;
    label: string | null;
    /** -1 to 1. */
    valence: number | null;
  } | null;
  /** Of the mood over the last two weeks; null: too little is known. */
  direction: 'better' | 'same' | 'worse' | null;
  /** When they last wrote. */
  lastWroteAt: string | null;
  /** When their safety plan is looked at again; null: never, or they do not share it with the asker. */
  reviewAt: string | null;
  /** An incident is open, the gate watches, or a review is due. */
  needsNow: boolean;
};

export type CarePersonDetail = {
  id: string;
  name: string | null;
  /** Who looks after them. */
  clinicians: {
    id: string;
    name: string;
  }[];
  /** The asker sees them because they opened the record in an emergency. */
  opened: boolean;
  attention: {
    /** The gravest that is open; null: none is. */
    incidentId: string | null;
    severity: 'moderate' | 'high' | 'imminent' | null;
    /** Somebody deals with it. */
    acknowledged: boolean;
    /** The safety gate watches the conversation until then, whatever is said. */
    watchedUntil: string | null;
  };
  /** Null: there is none, or the person does not share it with the asker. */
  lastMood: {
    at: string;
    /** "self": what they said, 1 to 10. "inferred": read from what they wrote. */
    source: 'self' | 'inferred';
    score: number | null;
    label: string | null;
    /** -1 to 1. */
    valence: number | null;
  } | null;
  /** Of the mood over the last two weeks; null: too little is known. */
  direction: 'better' | 'same' | 'worse' | null;
  /** When they last wrote. */
  lastWroteAt: string | null;
  /** When their safety plan is looked at again; null: never, or they do not share it with the asker. */
  reviewAt: string | null;
  /** An incident is open, the gate watches, or a review is due. */
  needsNow: boolean;
  language: string | null;
  /** When the record was opened in an emergency, the last first. */
  openings: {
    id: string;
    member: {
      id: string;
      name: string;
    };
    reason: string;
    at: string;
    endsAt: string;
    endedAt: string | null;
  }[];
  /** Of the last 30 days, the oldest first; null: not shared with the asker, or not kept. */
  moods: {
    at: string;
    /** "self": what they said, 1 to 10. "inferred": read from what they wrote. */
    source: 'self' | 'inferred';
    score: number | null;
    label: string | null;
    /** -1 to 1. */
    valence: number | null;
  }[] | null;
  /** What the assistant remembers of what they said, the last first; null: not shared with the asker, or not kept. */
  memories: {
    id: string;
    text: string;
    at: string;
  }[] | null;
  /** What came back again and again; null: not shared with the asker, or not kept. */
  patterns: {
    id: string;
    text: string;
    count: number;
    firstAt: string;
    lastAt: string;
    confirmed: boolean | null;
  }[] | null;
};

export type CareStatistic = {
  timeZone: string;
  fewest: number;
  /** Whole weeks that are over, the last first. */
  weeks: {
    /** Its Monday, in the organization’s time zone. */
    from: string;
    /** Who wrote. */
    people: number | null;
    /** What they wrote. */
    messages: number | null;
    incidents: {
      /** Null: fewer than five people, or it would tell of fewer than five. */
      all: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      moderate: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      high: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      imminent: number | null;
    };
    /** From the call to the acknowledgement: half were quicker. Null: fewer than five people, or none. */
    answerSeconds: number | null;
    /** What people said of themselves, 1 to 3, 4 to 7, 8 to 10; null: not kept here. */
    moods: {
      /** Null: fewer than five people, or it would tell of fewer than five. */
      all: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      low: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      middle: number | null;
      /** Null: fewer than five people, or it would tell of fewer than five. */
      high: number | null;
    } | null;
  }[];
};

export type CareOpening = {
  id: string;
  contactId: string;
  /** It ends by itself then. */
  endsAt: string;
};

export type CreateCareOpeningBody = {
  /** Whom: by our id, or by the whole phone number they write from. */
  person: {
    id: string;
  } | {
    phone: string;
  };
  /** Why it cannot wait. Others read it. */
  reason: string;
};

export type SafetyPlan = {
  version: number;
  steps: {
    /** Signs that it gets hard. */
    signs: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What they can do by themselves. */
    alone: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** Places and people that take their mind off it. */
    places: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** People they can ask for help. */
    people: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** Professionals they can reach. */
    professionals: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What makes the place around them safer. */
    safer: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What they live for. */
    living: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
  };
  changedAt: string;
  changedBy: {
    kind: 'contact' | 'member';
    name: string | null;
  };
  reviewedAt: string;
  reviewAt: string | null;
  /** Each change, the last first: whose it was, and which steps. */
  versions: {
    number: number;
    at: string;
    by: {
      kind: 'contact' | 'member';
      name: string | null;
    };
    steps: ('signs' | 'alone' | 'places' | 'people' | 'professionals' | 'safer' | 'living')[];
  }[];
  sharedWith: {
    id: string;
    name: string;
    since: string;
    /** "member": a member wrote down that the person agreed. */
    by: 'contact' | 'member';
  }[];
  /** Help lines where they are that were tried lately. */
  lines: string[];
  /** The emergency number there; null: not known to us. */
  emergency: string | null;
};

export type CarePeoplePlan = {
  /** "not_shared": there is one, and the person has not shared it with the asker. */
  state: 'none' | 'not_shared' | 'shared';
  plan: SafetyPlan | null;
};

export type SetCarePeoplePlanBody = {
  /** The version that was changed; 0: there was none. Somebody else may have written since. */
  seenVersion: number;
  /** Each step as it is to be; what is not named stays. */
  steps: {
    /** Signs that it gets hard. */
    signs?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What they can do by themselves. */
    alone?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** Places and people that take their mind off it. */
    places?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** People they can ask for help. */
    people?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** Professionals they can reach. */
    professionals?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What makes the place around them safer. */
    safer?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
    /** What they live for. */
    living?: {
      text: string;
      /** To call with one tap. */
      phone: string | null;
    }[];
  };
};

export type ReviewCarePeoplePlanBody = {
  /** Until it is looked at again. */
  days: 30 | 90;
};

export type CarePeoplePlanSend = {
  /** A long plan takes several messages. */
  messageIds: string[];
  conversationId: string;
};

export type ShareCarePeoplePlanBody = {
  memberId: string;
  /** How the person said so: "told me on the phone today". */
  how: string;
};

export type Flow = {
  id: string;
  /** What other flows and the API call it. Never changes. */
  name: string;
  /** What people call it. */
  title: string;
  /** "draft": never published. "archived": no new runs; those that run go on. */
  state: 'draft' | 'published' | 'archived';
  /** The version that new runs take; null: none. */
  version: number | null;
  /** The draft differs from the published version. */
  changed: boolean;
  /** What begins it: of the published version, else of the draft. */
  triggers: {
    kind: 'keyword';
    /** Whole messages, by language. */
    words: Record<string, string[]>;
    /** A slip of the finger is forgiven in words of five letters and more. */
    near?: boolean;
  } | {
    kind: 'button';
    /** The id of what is tapped. */
    id: string;
  } | {
    kind: 'intent';
    /** When this is asked for, in place of its module. */
    intent: string;
  } | {
    kind: 'first_message';
  } | {
    kind: 'referral';
    /** Of the advertisement or post they came from; any, unless said. */
    id?: string;
  } | {
    kind: 'tag_added';
    /** When a contact is given this tag, by its name. */
    tag: string;
  } | {
    kind: 'event';
    /** When this happens to a contact or their conversation. */
    event: string;
  } | {
    kind: 'schedule';
    /** In the organization’s time zone. */
    time: string;
    /** On these days of the week; 1 is Monday. Every day, unless said. */
    weekdays?: number[];
    /** On these days of the month; in a shorter month on its last day. */
    days?: number[];
    who: {
      /** "tag" or "segment"; whatever modules offer. */
      kind: string;
      /** Which: the name of a tag, the id of a segment. */
      value: string;
    };
  }[];
  /** How many runs of it are not over, in any version. */
  running: number;
  createdAt: string;
  changedAt: string;
};

export type FlowCondition = {
  variable: string;
  is: 'equal' | 'different' | 'less' | 'at_most' | 'more' | 'at_least' | 'contains' | 'one_of' | 'known' | 'unknown';
  /** What it is compared with; of "one_of" a list; none for "known" and "unknown". */
  value?: string | number | boolean | (string | number | boolean)[];
} | {
  all: FlowCondition[];
} | {
  any: FlowCondition[];
} | {
  not: FlowCondition;
};

export type CreateFlowResult = {
  id: string;
  /** What other flows and the API call it. Never changes. */
  name: string;
  /** What people call it. */
  title: string;
  /** "draft": never published. "archived": no new runs; those that run go on. */
  state: 'draft' | 'published' | 'archived';
  /** The version that new runs take; null: none. */
  version: number | null;
  /** The draft differs from the published version. */
  changed: boolean;
  /** What begins it: of the published version, else of the draft. */
  triggers: {
    kind: 'keyword';
    /** Whole messages, by language. */
    words: Record<string, string[]>;
    /** A slip of the finger is forgiven in words of five letters and more. */
    near?: boolean;
  } | {
    kind: 'button';
    /** The id of what is tapped. */
    id: string;
  } | {
    kind: 'intent';
    /** When this is asked for, in place of its module. */
    intent: string;
  } | {
    kind: 'first_message';
  } | {
    kind: 'referral';
    /** Of the advertisement or post they came from; any, unless said. */
    id?: string;
  } | {
    kind: 'tag_added';
    /** When a contact is given this tag, by its name. */
    tag: string;
  } | {
    kind: 'event';
    /** When this happens to a contact or their conversation. */
    event: string;
  } | {
    kind: 'schedule';
    /** In the organization’s time zone. */
    time: string;
    /** On these days of the week; 1 is Monday. Every day, unless said. */
    weekdays?: number[];
    /** On these days of the month; in a shorter month on its last day. */
    days?: number[];
    who: {
      /** "tag" or "segment"; whatever modules offer. */
      kind: string;
      /** Which: the name of a tag, the id of a segment. */
      value: string;
    };
  }[];
  /** How many runs of it are not over, in any version. */
  running: number;
  createdAt: string;
  changedAt: string;
  draft: {
    /** The form of this definition. */
    format: 1;
    /** The first is the one plain texts are in, and is used where a language has none. */
    languages: string[];
    start: string;
    nodes: Record<string, {
      kind: 'say';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      media?: {
        kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
        /** A file of ours. Or give link. */
        file?: string;
        link?: string;
        /** What it is called; a document arrives under this name. */
        fileName?: string;
      };
      /** To tap, now or days later; a trigger or a module hears of it. */
      choices?: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      /** Shows the choices as a list that this opens. */
      listButton?: string | Record<string, string>;
      link?: {
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        url: string;
      };
      /** A message the provider approved, with what fills its gaps. */
      template?: {
        name: string;
        language: string;
        body?: (string | Record<string, string>)[];
      };
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'ask';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text: string | Record<string, string>;
      answer: {
        type: 'text';
        min?: number;
        max?: number;
      } | {
        type: 'number';
        min?: number;
        max?: number;
        /** No fractions. */
        whole?: boolean;
      } | {
        type: 'choice';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
      } | {
        type: 'choices';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        min?: number;
        max?: number;
      } | {
        type: 'scale';
        from: number;
        to: number;
      } | {
        type: 'yes_no';
      } | {
        type: 'date';
        earliest?: 'today' | string;
        latest?: 'today' | string;
      } | {
        type: 'time';
      } | {
        type: 'phone';
      } | {
        type: 'email';
      } | {
        type: 'location';
      } | {
        type: 'image';
      } | {
        type: 'voice';
      } | {
        type: 'file';
      };
      /** What the answer is called: answers.<this>. */
      save: string;
      /** Said when an answer does not fit, in place of our own sentence. */
      retry?: string | Record<string, string>;
      /** How often it is asked at most. */
      attempts: number;
      /** May be skipped, by word or button. */
      optional?: boolean;
      /** The answer is hidden from traces, and from everybody without the permission for it. */
      sensitive?: boolean;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Where a skipped question leads; else as an answered one. */
      skipped?: string;
      /** After the last attempt; else people take over. */
      failed?: string;
      /** When nobody answers for so long. */
      silence?: {
        minutes: number;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      };
    } | {
      kind: 'branch';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      cases: {
        when: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      otherwise?: string;
    } | {
      kind: 'set';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      values?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Moves the conversation to this stage; null: to none. */
      stage?: string | null;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'call';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** Something a module does. */
      step: string;
      input?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** What it answers is kept as answers.<this>. */
      save?: string;
      /** Where each of its exits leads; "failed" is every step’s. */
      exits: Record<string, string>;
    } | {
      kind: 'assistant';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of the stage, shown in the inbox. */
      stage: string;
      /** What the assistant is to do here. Gaps are filled in. */
      instructions: string;
      /** The intents it may start here, by name; all, unless said. */
      tools?: string[];
      /** Said when the stage begins. */
      opening?: string | Record<string, string>;
      /** When the stage ends: the first that holds. */
      leave: {
        /** Whole messages. */
        said?: string[];
        /** After so many messages of the contact. */
        messages?: number;
        when?: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
    } | {
      kind: 'wait';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** So long. */
      minutes?: number;
      /** The next such time in the contact’s time zone. */
      until?: {
        time: string;
        /** 1 is Monday. */
        weekday?: number;
        /** So many days from now at the earliest. */
        days?: number;
      };
      /** Until this is told of the conversation; with minutes, at most so long. */
      event?: string;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Of an event: where it goes on when it did not come in time. */
      late?: string;
    } | {
      kind: 'flow';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of another flow, run here in the version that is published then. */
      flow: string;
      /** The answers it begins with. */
      give?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Which of its answers are kept here, and as what. */
      take?: Record<string, string>;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** When it is not there or could not be ended; else people take over. */
      failed?: string;
    } | {
      kind: 'hand_over';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** Why, as a word for programs. */
      reason?: string;
    } | {
      kind: 'end';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** How it ended, for counting. */
      outcome?: string;
    }>;
    triggers: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
    takes?: string[];
    /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
    meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
    /** It advertises: STOP inside it ends all messages at once, without asking. */
    marketing?: boolean;
    /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
    expiresMinutes?: number;
  };
  /** Counts the times the draft was saved. */
  revision: number;
};

export type CreateFlowBody = {
  name: string;
  title: string;
  /** Without it the draft begins with a greeting. */
  definition?: {
    /** The form of this definition. */
    format: 1;
    /** The first is the one plain texts are in, and is used where a language has none. */
    languages: string[];
    start: string;
    nodes: Record<string, {
      kind: 'say';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      media?: {
        kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
        /** A file of ours. Or give link. */
        file?: string;
        link?: string;
        /** What it is called; a document arrives under this name. */
        fileName?: string;
      };
      /** To tap, now or days later; a trigger or a module hears of it. */
      choices?: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      /** Shows the choices as a list that this opens. */
      listButton?: string | Record<string, string>;
      link?: {
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        url: string;
      };
      /** A message the provider approved, with what fills its gaps. */
      template?: {
        name: string;
        language: string;
        body?: (string | Record<string, string>)[];
      };
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'ask';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text: string | Record<string, string>;
      answer: {
        type: 'text';
        min?: number;
        max?: number;
      } | {
        type: 'number';
        min?: number;
        max?: number;
        /** No fractions. */
        whole?: boolean;
      } | {
        type: 'choice';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
      } | {
        type: 'choices';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        min?: number;
        max?: number;
      } | {
        type: 'scale';
        from: number;
        to: number;
      } | {
        type: 'yes_no';
      } | {
        type: 'date';
        earliest?: 'today' | string;
        latest?: 'today' | string;
      } | {
        type: 'time';
      } | {
        type: 'phone';
      } | {
        type: 'email';
      } | {
        type: 'location';
      } | {
        type: 'image';
      } | {
        type: 'voice';
      } | {
        type: 'file';
      };
      /** What the answer is called: answers.<this>. */
      save: string;
      /** Said when an answer does not fit, in place of our own sentence. */
      retry?: string | Record<string, string>;
      /** How often it is asked at most. */
      attempts?: number;
      /** May be skipped, by word or button. */
      optional?: boolean;
      /** The answer is hidden from traces, and from everybody without the permission for it. */
      sensitive?: boolean;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Where a skipped question leads; else as an answered one. */
      skipped?: string;
      /** After the last attempt; else people take over. */
      failed?: string;
      /** When nobody answers for so long. */
      silence?: {
        minutes: number;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      };
    } | {
      kind: 'branch';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      cases: {
        when: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      otherwise?: string;
    } | {
      kind: 'set';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      values?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Moves the conversation to this stage; null: to none. */
      stage?: string | null;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'call';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** Something a module does. */
      step: string;
      input?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** What it answers is kept as answers.<this>. */
      save?: string;
      /** Where each of its exits leads; "failed" is every step’s. */
      exits: Record<string, string>;
    } | {
      kind: 'assistant';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of the stage, shown in the inbox. */
      stage: string;
      /** What the assistant is to do here. Gaps are filled in. */
      instructions: string;
      /** The intents it may start here, by name; all, unless said. */
      tools?: string[];
      /** Said when the stage begins. */
      opening?: string | Record<string, string>;
      /** When the stage ends: the first that holds. */
      leave: {
        /** Whole messages. */
        said?: string[];
        /** After so many messages of the contact. */
        messages?: number;
        when?: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
    } | {
      kind: 'wait';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** So long. */
      minutes?: number;
      /** The next such time in the contact’s time zone. */
      until?: {
        time: string;
        /** 1 is Monday. */
        weekday?: number;
        /** So many days from now at the earliest. */
        days?: number;
      };
      /** Until this is told of the conversation; with minutes, at most so long. */
      event?: string;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Of an event: where it goes on when it did not come in time. */
      late?: string;
    } | {
      kind: 'flow';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of another flow, run here in the version that is published then. */
      flow: string;
      /** The answers it begins with. */
      give?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Which of its answers are kept here, and as what. */
      take?: Record<string, string>;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** When it is not there or could not be ended; else people take over. */
      failed?: string;
    } | {
      kind: 'hand_over';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** Why, as a word for programs. */
      reason?: string;
    } | {
      kind: 'end';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** How it ended, for counting. */
      outcome?: string;
    }>;
    triggers?: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
    takes?: string[];
    /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
    meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
    /** It advertises: STOP inside it ends all messages at once, without asking. */
    marketing?: boolean;
    /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
    expiresMinutes?: number;
  };
};

export type ChangeFlowBody = {
  title?: string;
  definition?: {
    /** The form of this definition. */
    format: 1;
    /** The first is the one plain texts are in, and is used where a language has none. */
    languages: string[];
    start: string;
    nodes: Record<string, {
      kind: 'say';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      media?: {
        kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
        /** A file of ours. Or give link. */
        file?: string;
        link?: string;
        /** What it is called; a document arrives under this name. */
        fileName?: string;
      };
      /** To tap, now or days later; a trigger or a module hears of it. */
      choices?: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      /** Shows the choices as a list that this opens. */
      listButton?: string | Record<string, string>;
      link?: {
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        url: string;
      };
      /** A message the provider approved, with what fills its gaps. */
      template?: {
        name: string;
        language: string;
        body?: (string | Record<string, string>)[];
      };
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'ask';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text: string | Record<string, string>;
      answer: {
        type: 'text';
        min?: number;
        max?: number;
      } | {
        type: 'number';
        min?: number;
        max?: number;
        /** No fractions. */
        whole?: boolean;
      } | {
        type: 'choice';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
      } | {
        type: 'choices';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        min?: number;
        max?: number;
      } | {
        type: 'scale';
        from: number;
        to: number;
      } | {
        type: 'yes_no';
      } | {
        type: 'date';
        earliest?: 'today' | string;
        latest?: 'today' | string;
      } | {
        type: 'time';
      } | {
        type: 'phone';
      } | {
        type: 'email';
      } | {
        type: 'location';
      } | {
        type: 'image';
      } | {
        type: 'voice';
      } | {
        type: 'file';
      };
      /** What the answer is called: answers.<this>. */
      save: string;
      /** Said when an answer does not fit, in place of our own sentence. */
      retry?: string | Record<string, string>;
      /** How often it is asked at most. */
      attempts?: number;
      /** May be skipped, by word or button. */
      optional?: boolean;
      /** The answer is hidden from traces, and from everybody without the permission for it. */
      sensitive?: boolean;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Where a skipped question leads; else as an answered one. */
      skipped?: string;
      /** After the last attempt; else people take over. */
      failed?: string;
      /** When nobody answers for so long. */
      silence?: {
        minutes: number;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      };
    } | {
      kind: 'branch';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      cases: {
        when: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      otherwise?: string;
    } | {
      kind: 'set';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      values?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Moves the conversation to this stage; null: to none. */
      stage?: string | null;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'call';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** Something a module does. */
      step: string;
      input?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** What it answers is kept as answers.<this>. */
      save?: string;
      /** Where each of its exits leads; "failed" is every step’s. */
      exits: Record<string, string>;
    } | {
      kind: 'assistant';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of the stage, shown in the inbox. */
      stage: string;
      /** What the assistant is to do here. Gaps are filled in. */
      instructions: string;
      /** The intents it may start here, by name; all, unless said. */
      tools?: string[];
      /** Said when the stage begins. */
      opening?: string | Record<string, string>;
      /** When the stage ends: the first that holds. */
      leave: {
        /** Whole messages. */
        said?: string[];
        /** After so many messages of the contact. */
        messages?: number;
        when?: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
    } | {
      kind: 'wait';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** So long. */
      minutes?: number;
      /** The next such time in the contact’s time zone. */
      until?: {
        time: string;
        /** 1 is Monday. */
        weekday?: number;
        /** So many days from now at the earliest. */
        days?: number;
      };
      /** Until this is told of the conversation; with minutes, at most so long. */
      event?: string;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Of an event: where it goes on when it did not come in time. */
      late?: string;
    } | {
      kind: 'flow';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of another flow, run here in the version that is published then. */
      flow: string;
      /** The answers it begins with. */
      give?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Which of its answers are kept here, and as what. */
      take?: Record<string, string>;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** When it is not there or could not be ended; else people take over. */
      failed?: string;
    } | {
      kind: 'hand_over';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** Why, as a word for programs. */
      reason?: string;
    } | {
      kind: 'end';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** How it ended, for counting. */
      outcome?: string;
    }>;
    triggers?: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
    takes?: string[];
    /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
    meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
    /** It advertises: STOP inside it ends all messages at once, without asking. */
    marketing?: boolean;
    /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
    expiresMinutes?: number;
  };
  /** The draft as you read it: refused when somebody saved another since. */
  revision?: number;
};

export type PublishFlowBody = {
  /** What changed. */
  note?: string;
  /** Also when tests that are kept with it fail; the version says which. */
  despite?: boolean;
};

export type RollFlowBackBody = {
  version: number;
};

export type FlowVersion = {
  version: number;
  /** What changed, in the words of whoever published it. */
  note: string | null;
  /** Who: the kind of actor, a colon, its id. */
  publishedBy: string;
  /** Tests that failed when it was published all the same. */
  failedCases: string[];
  createdAt: string;
  /** How many runs go on in it. */
  runs: number;
};

export type FlowDefinition = {
  /** The form of this definition. */
  format: 1;
  /** The first is the one plain texts are in, and is used where a language has none. */
  languages: string[];
  start: string;
  nodes: Record<string, {
    kind: 'say';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
    text?: string | Record<string, string>;
    media?: {
      kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
      /** A file of ours. Or give link. */
      file?: string;
      link?: string;
      /** What it is called; a document arrives under this name. */
      fileName?: string;
    };
    /** To tap, now or days later; a trigger or a module hears of it. */
    choices?: {
      value: string;
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      title: string | Record<string, string>;
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      description?: string | Record<string, string>;
    }[];
    /** Shows the choices as a list that this opens. */
    listButton?: string | Record<string, string>;
    link?: {
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      title: string | Record<string, string>;
      url: string;
    };
    /** A message the provider approved, with what fills its gaps. */
    template?: {
      name: string;
      language: string;
      body?: (string | Record<string, string>)[];
    };
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    next?: string;
  } | {
    kind: 'ask';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
    text: string | Record<string, string>;
    answer: {
      type: 'text';
      min?: number;
      max?: number;
    } | {
      type: 'number';
      min?: number;
      max?: number;
      /** No fractions. */
      whole?: boolean;
    } | {
      type: 'choice';
      choices: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
    } | {
      type: 'choices';
      choices: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      min?: number;
      max?: number;
    } | {
      type: 'scale';
      from: number;
      to: number;
    } | {
      type: 'yes_no';
    } | {
      type: 'date';
      earliest?: 'today' | string;
      latest?: 'today' | string;
    } | {
      type: 'time';
    } | {
      type: 'phone';
    } | {
      type: 'email';
    } | {
      type: 'location';
    } | {
      type: 'image';
    } | {
      type: 'voice';
    } | {
      type: 'file';
    };
    /** What the answer is called: answers.<this>. */
    save: string;
    /** Said when an answer does not fit, in place of our own sentence. */
    retry?: string | Record<string, string>;
    /** How often it is asked at most. */
    attempts: number;
    /** May be skipped, by word or button. */
    optional?: boolean;
    /** The answer is hidden from traces, and from everybody without the permission for it. */
    sensitive?: boolean;
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    next?: string;
    /** Where a skipped question leads; else as an answered one. */
    skipped?: string;
    /** After the last attempt; else people take over. */
    failed?: string;
    /** When nobody answers for so long. */
    silence?: {
      minutes: number;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    };
  } | {
    kind: 'branch';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    cases: {
      when: FlowCondition;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    }[];
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    otherwise?: string;
  } | {
    kind: 'set';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    values?: Record<string, string | number | boolean | null | {
      increase: number;
    }>;
    /** Moves the conversation to this stage; null: to none. */
    stage?: string | null;
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    next?: string;
  } | {
    kind: 'call';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** Something a module does. */
    step: string;
    input?: Record<string, string | number | boolean | null | {
      increase: number;
    }>;
    /** What it answers is kept as answers.<this>. */
    save?: string;
    /** Where each of its exits leads; "failed" is every step’s. */
    exits: Record<string, string>;
  } | {
    kind: 'assistant';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** The name of the stage, shown in the inbox. */
    stage: string;
    /** What the assistant is to do here. Gaps are filled in. */
    instructions: string;
    /** The intents it may start here, by name; all, unless said. */
    tools?: string[];
    /** Said when the stage begins. */
    opening?: string | Record<string, string>;
    /** When the stage ends: the first that holds. */
    leave: {
      /** Whole messages. */
      said?: string[];
      /** After so many messages of the contact. */
      messages?: number;
      when?: FlowCondition;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    }[];
  } | {
    kind: 'wait';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** So long. */
    minutes?: number;
    /** The next such time in the contact’s time zone. */
    until?: {
      time: string;
      /** 1 is Monday. */
      weekday?: number;
      /** So many days from now at the earliest. */
      days?: number;
    };
    /** Until this is told of the conversation; with minutes, at most so long. */
    event?: string;
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    next?: string;
    /** Of an event: where it goes on when it did not come in time. */
    late?: string;
  } | {
    kind: 'flow';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** The name of another flow, run here in the version that is published then. */
    flow: string;
    /** The answers it begins with. */
    give?: Record<string, string | number | boolean | null | {
      increase: number;
    }>;
    /** Which of its answers are kept here, and as what. */
    take?: Record<string, string>;
    /** The node that follows. May be missing in a draft; publishing asks for it. */
    next?: string;
    /** When it is not there or could not be ended; else people take over. */
    failed?: string;
  } | {
    kind: 'hand_over';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
    text?: string | Record<string, string>;
    /** Why, as a word for programs. */
    reason?: string;
  } | {
    kind: 'end';
    /** What people call it. */
    title?: string;
    /** Where an editor draws it. */
    place?: {
      x: number;
      y: number;
    };
    /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
    text?: string | Record<string, string>;
    /** How it ended, for counting. */
    outcome?: string;
  }>;
  triggers: {
    kind: 'keyword';
    /** Whole messages, by language. */
    words: Record<string, string[]>;
    /** A slip of the finger is forgiven in words of five letters and more. */
    near?: boolean;
  } | {
    kind: 'button';
    /** The id of what is tapped. */
    id: string;
  } | {
    kind: 'intent';
    /** When this is asked for, in place of its module. */
    intent: string;
  } | {
    kind: 'first_message';
  } | {
    kind: 'referral';
    /** Of the advertisement or post they came from; any, unless said. */
    id?: string;
  } | {
    kind: 'tag_added';
    /** When a contact is given this tag, by its name. */
    tag: string;
  } | {
    kind: 'event';
    /** When this happens to a contact or their conversation. */
    event: string;
  } | {
    kind: 'schedule';
    /** In the organization’s time zone. */
    time: string;
    /** On these days of the week; 1 is Monday. Every day, unless said. */
    weekdays?: number[];
    /** On these days of the month; in a shorter month on its last day. */
    days?: number[];
    who: {
      /** "tag" or "segment"; whatever modules offer. */
      kind: string;
      /** Which: the name of a tag, the id of a segment. */
      value: string;
    };
  }[];
  /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
  takes?: string[];
  /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
  meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
  /** It advertises: STOP inside it ends all messages at once, without asking. */
  marketing?: boolean;
  /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
  expiresMinutes?: number;
};

export type FlowDifference = {
  differences: {
    /** Null: the flow as a whole. */
    node: string | null;
    change: 'added' | 'removed' | 'changed';
    /** Of what was changed. */
    fields: string[];
  }[];
};

export type FlowCount = {
  version: number;
  /** How many steps were counted: the latest, as many as are counted at once. */
  steps: number;
  /** The first step that was counted; null: none. */
  since: string | null;
  exits: {
    node: string;
    exit: string;
    count: number;
  }[];
  here: {
    node: string;
    /** Runs that wait there now. */
    count: number;
  }[];
};

export type FlowStart = {
  /** When the published version begins by the clock. */
  schedules: {
    /** Which of the triggers of the published version, from 0. */
    trigger: number;
    nextAt: string;
    /** It is beginning for one after the other right now. */
    goingOn: boolean;
  }[];
  /** Of the last 30 days. */
  counts: {
    event: string;
    /** "waiting": not yet decided. */
    outcome: string;
    count: number;
  }[];
};

export type Text = {
  languages: string[];
  texts: {
    /** Where it stands: "ask_name/text", "ask_tea/choice/yes/title". */
    text: string;
    /** Null: what begins the flow. */
    node: string | null;
    /** By language; a plain text is one of the flow’s first language. */
    words: Record<string, string>;
    /** The flow’s languages it has no text in. */
    missing: string[];
  }[];
};

export type ChangeFlowTextsResult = {
  /** How many texts are different now. */
  changed: number;
  /** How many were as they are here already. */
  same: number;
  refused: {
    /** In the file, counted from 1. */
    line: number;
    text: string;
    language: string | null;
    reason: 'unknown_text' | 'unknown_language' | 'changed_meanwhile' | 'unreadable' | 'too_long';
    message: string;
  }[];
  flow: {
    id: string;
    /** What other flows and the API call it. Never changes. */
    name: string;
    /** What people call it. */
    title: string;
    /** "draft": never published. "archived": no new runs; those that run go on. */
    state: 'draft' | 'published' | 'archived';
    /** The version that new runs take; null: none. */
    version: number | null;
    /** The draft differs from the published version. */
    changed: boolean;
    /** What begins it: of the published version, else of the draft. */
    triggers: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** How many runs of it are not over, in any version. */
    running: number;
    createdAt: string;
    changedAt: string;
    draft: {
      /** The form of this definition. */
      format: 1;
      /** The first is the one plain texts are in, and is used where a language has none. */
      languages: string[];
      start: string;
      nodes: Record<string, {
        kind: 'say';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        media?: {
          kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
          /** A file of ours. Or give link. */
          file?: string;
          link?: string;
          /** What it is called; a document arrives under this name. */
          fileName?: string;
        };
        /** To tap, now or days later; a trigger or a module hears of it. */
        choices?: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        /** Shows the choices as a list that this opens. */
        listButton?: string | Record<string, string>;
        link?: {
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          url: string;
        };
        /** A message the provider approved, with what fills its gaps. */
        template?: {
          name: string;
          language: string;
          body?: (string | Record<string, string>)[];
        };
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      } | {
        kind: 'ask';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text: string | Record<string, string>;
        answer: {
          type: 'text';
          min?: number;
          max?: number;
        } | {
          type: 'number';
          min?: number;
          max?: number;
          /** No fractions. */
          whole?: boolean;
        } | {
          type: 'choice';
          choices: {
            value: string;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            title: string | Record<string, string>;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            description?: string | Record<string, string>;
          }[];
        } | {
          type: 'choices';
          choices: {
            value: string;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            title: string | Record<string, string>;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            description?: string | Record<string, string>;
          }[];
          min?: number;
          max?: number;
        } | {
          type: 'scale';
          from: number;
          to: number;
        } | {
          type: 'yes_no';
        } | {
          type: 'date';
          earliest?: 'today' | string;
          latest?: 'today' | string;
        } | {
          type: 'time';
        } | {
          type: 'phone';
        } | {
          type: 'email';
        } | {
          type: 'location';
        } | {
          type: 'image';
        } | {
          type: 'voice';
        } | {
          type: 'file';
        };
        /** What the answer is called: answers.<this>. */
        save: string;
        /** Said when an answer does not fit, in place of our own sentence. */
        retry?: string | Record<string, string>;
        /** How often it is asked at most. */
        attempts: number;
        /** May be skipped, by word or button. */
        optional?: boolean;
        /** The answer is hidden from traces, and from everybody without the permission for it. */
        sensitive?: boolean;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** Where a skipped question leads; else as an answered one. */
        skipped?: string;
        /** After the last attempt; else people take over. */
        failed?: string;
        /** When nobody answers for so long. */
        silence?: {
          minutes: number;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        };
      } | {
        kind: 'branch';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        cases: {
          when: FlowCondition;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        }[];
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        otherwise?: string;
      } | {
        kind: 'set';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        values?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** Moves the conversation to this stage; null: to none. */
        stage?: string | null;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      } | {
        kind: 'call';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** Something a module does. */
        step: string;
        input?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** What it answers is kept as answers.<this>. */
        save?: string;
        /** Where each of its exits leads; "failed" is every step’s. */
        exits: Record<string, string>;
      } | {
        kind: 'assistant';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** The name of the stage, shown in the inbox. */
        stage: string;
        /** What the assistant is to do here. Gaps are filled in. */
        instructions: string;
        /** The intents it may start here, by name; all, unless said. */
        tools?: string[];
        /** Said when the stage begins. */
        opening?: string | Record<string, string>;
        /** When the stage ends: the first that holds. */
        leave: {
          /** Whole messages. */
          said?: string[];
          /** After so many messages of the contact. */
          messages?: number;
          when?: FlowCondition;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        }[];
      } | {
        kind: 'wait';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** So long. */
        minutes?: number;
        /** The next such time in the contact’s time zone. */
        until?: {
          time: string;
          /** 1 is Monday. */
          weekday?: number;
          /** So many days from now at the earliest. */
          days?: number;
        };
        /** Until this is told of the conversation; with minutes, at most so long. */
        event?: string;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** Of an event: where it goes on when it did not come in time. */
        late?: string;
      } | {
        kind: 'flow';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** The name of another flow, run here in the version that is published then. */
        flow: string;
        /** The answers it begins with. */
        give?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** Which of its answers are kept here, and as what. */
        take?: Record<string, string>;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** When it is not there or could not be ended; else people take over. */
        failed?: string;
      } | {
        kind: 'hand_over';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        /** Why, as a word for programs. */
        reason?: string;
      } | {
        kind: 'end';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        /** How it ended, for counting. */
        outcome?: string;
      }>;
      triggers: {
        kind: 'keyword';
        /** Whole messages, by language. */
        words: Record<string, string[]>;
        /** A slip of the finger is forgiven in words of five letters and more. */
        near?: boolean;
      } | {
        kind: 'button';
        /** The id of what is tapped. */
        id: string;
      } | {
        kind: 'intent';
        /** When this is asked for, in place of its module. */
        intent: string;
      } | {
        kind: 'first_message';
      } | {
        kind: 'referral';
        /** Of the advertisement or post they came from; any, unless said. */
        id?: string;
      } | {
        kind: 'tag_added';
        /** When a contact is given this tag, by its name. */
        tag: string;
      } | {
        kind: 'event';
        /** When this happens to a contact or their conversation. */
        event: string;
      } | {
        kind: 'schedule';
        /** In the organization’s time zone. */
        time: string;
        /** On these days of the week; 1 is Monday. Every day, unless said. */
        weekdays?: number[];
        /** On these days of the month; in a shorter month on its last day. */
        days?: number[];
        who: {
          /** "tag" or "segment"; whatever modules offer. */
          kind: string;
          /** Which: the name of a tag, the id of a segment. */
          value: string;
        };
      }[];
      /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
      takes?: string[];
      /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
      meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
      /** It advertises: STOP inside it ends all messages at once, without asking. */
      marketing?: boolean;
      /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
      expiresMinutes?: number;
    };
    /** Counts the times the draft was saved. */
    revision: number;
  };
};

export type FlowCheck = {
  faults: {
    /** For programs: "missing_exit". */
    code: string;
    /** Only faults keep a flow from being published. */
    severity: 'fault' | 'warning';
    /** The node; null: it concerns the flow as a whole. */
    node: string | null;
    message: string;
  }[];
};

export type FlowTry = {
  lines: {
    kind: 'input';
    /** Which of the inputs, from 0. */
    input: number;
  } | {
    kind: 'said';
    /** As a message that is sent. */
    content: {
      kind: string;
    } & Record<string, unknown>;
  } | {
    kind: 'step';
    node: string;
    step: string;
    input: Record<string, unknown>;
    /** As if it had ended so. */
    exit: string;
    exits: string[];
  } | {
    kind: 'assistant';
    node: string;
  } | {
    kind: 'stage';
    stage: string | null;
  } | {
    kind: 'hand_over';
    reason: string;
  } | {
    kind: 'note';
    node: string;
    outcome: string;
    reason: string;
  }[];
  path: {
    flow: string;
    node: string;
    exit: string;
  }[];
  /** Where it is, or where it ended. */
  at: {
    flow: string;
    node: string;
  };
  /** Null: it is over. */
  waits: {
    for: 'answer' | 'assistant' | 'time' | 'event';
    until: string | null;
    event: string | null;
  } | null;
  outcome: string | null;
  answers: Record<string, unknown>;
  /** The variables it asked for, as they were taken to be. */
  values: Record<string, unknown>;
  /** It took too long and was cut short. */
  cut: boolean;
};

export type TryFlowBody = {
  definition: {
    /** The form of this definition. */
    format: 1;
    /** The first is the one plain texts are in, and is used where a language has none. */
    languages: string[];
    start: string;
    nodes: Record<string, {
      kind: 'say';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      media?: {
        kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
        /** A file of ours. Or give link. */
        file?: string;
        link?: string;
        /** What it is called; a document arrives under this name. */
        fileName?: string;
      };
      /** To tap, now or days later; a trigger or a module hears of it. */
      choices?: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      /** Shows the choices as a list that this opens. */
      listButton?: string | Record<string, string>;
      link?: {
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        url: string;
      };
      /** A message the provider approved, with what fills its gaps. */
      template?: {
        name: string;
        language: string;
        body?: (string | Record<string, string>)[];
      };
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'ask';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text: string | Record<string, string>;
      answer: {
        type: 'text';
        min?: number;
        max?: number;
      } | {
        type: 'number';
        min?: number;
        max?: number;
        /** No fractions. */
        whole?: boolean;
      } | {
        type: 'choice';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
      } | {
        type: 'choices';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        min?: number;
        max?: number;
      } | {
        type: 'scale';
        from: number;
        to: number;
      } | {
        type: 'yes_no';
      } | {
        type: 'date';
        earliest?: 'today' | string;
        latest?: 'today' | string;
      } | {
        type: 'time';
      } | {
        type: 'phone';
      } | {
        type: 'email';
      } | {
        type: 'location';
      } | {
        type: 'image';
      } | {
        type: 'voice';
      } | {
        type: 'file';
      };
      /** What the answer is called: answers.<this>. */
      save: string;
      /** Said when an answer does not fit, in place of our own sentence. */
      retry?: string | Record<string, string>;
      /** How often it is asked at most. */
      attempts?: number;
      /** May be skipped, by word or button. */
      optional?: boolean;
      /** The answer is hidden from traces, and from everybody without the permission for it. */
      sensitive?: boolean;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Where a skipped question leads; else as an answered one. */
      skipped?: string;
      /** After the last attempt; else people take over. */
      failed?: string;
      /** When nobody answers for so long. */
      silence?: {
        minutes: number;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      };
    } | {
      kind: 'branch';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      cases: {
        when: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      otherwise?: string;
    } | {
      kind: 'set';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      values?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Moves the conversation to this stage; null: to none. */
      stage?: string | null;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'call';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** Something a module does. */
      step: string;
      input?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** What it answers is kept as answers.<this>. */
      save?: string;
      /** Where each of its exits leads; "failed" is every step’s. */
      exits: Record<string, string>;
    } | {
      kind: 'assistant';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of the stage, shown in the inbox. */
      stage: string;
      /** What the assistant is to do here. Gaps are filled in. */
      instructions: string;
      /** The intents it may start here, by name; all, unless said. */
      tools?: string[];
      /** Said when the stage begins. */
      opening?: string | Record<string, string>;
      /** When the stage ends: the first that holds. */
      leave: {
        /** Whole messages. */
        said?: string[];
        /** After so many messages of the contact. */
        messages?: number;
        when?: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
    } | {
      kind: 'wait';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** So long. */
      minutes?: number;
      /** The next such time in the contact’s time zone. */
      until?: {
        time: string;
        /** 1 is Monday. */
        weekday?: number;
        /** So many days from now at the earliest. */
        days?: number;
      };
      /** Until this is told of the conversation; with minutes, at most so long. */
      event?: string;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Of an event: where it goes on when it did not come in time. */
      late?: string;
    } | {
      kind: 'flow';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of another flow, run here in the version that is published then. */
      flow: string;
      /** The answers it begins with. */
      give?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Which of its answers are kept here, and as what. */
      take?: Record<string, string>;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** When it is not there or could not be ended; else people take over. */
      failed?: string;
    } | {
      kind: 'hand_over';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** Why, as a word for programs. */
      reason?: string;
    } | {
      kind: 'end';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** How it ended, for counting. */
      outcome?: string;
    }>;
    triggers?: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
    takes?: string[];
    /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
    meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
    /** It advertises: STOP inside it ends all messages at once, without asking. */
    marketing?: boolean;
    /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
    expiresMinutes?: number;
  };
  /** The contact’s; the first of the flow’s, unless said. */
  language?: string;
  /** Everything from the beginning: it is played anew each time, so the draft may change meanwhile. */
  inputs: {
    kind: 'text';
    text: string;
  } | {
    kind: 'tap';
    id: string;
    title: string;
  } | {
    kind: 'image' | 'voice' | 'file' | 'location';
  } | {
    kind: 'pass';
  } | {
    kind: 'event';
  }[];
  /** How the steps of modules end, by node; the first of their exits, unless said. */
  exits?: Record<string, string>;
  /** What variables are, by name, in place of their examples; null: not known. */
  values?: Record<string, string | number | boolean | null>;
};

export type FlowVariable = {
  items: {
    name: string;
    type: 'text' | 'number' | 'yes_no' | 'date' | 'list';
    summary: string;
    /** It always has a value, so a text needs no fallback for it. */
    always: boolean;
    /** As it is now, of the conversation that was asked about; else an example. */
    value: unknown;
  }[];
};

export type FlowPart = {
  steps: {
    name: string;
    summary: string;
    /** How it may end, beside "failed". */
    exits: string[];
    /** The JSON Schema of what it is given. */
    input: Record<string, unknown>;
  }[];
  intents: string[];
  /** What may begin a flow, or let one that waits go on. */
  events: {
    name: string;
    summary: string;
  }[];
  /** Whom a schedule may write to; tags also begin flows. */
  audiences: {
    kind: string;
    value: string;
    title: string;
  }[];
};

export type ReadyFlow = {
  items: {
    name: string;
    /** By language. */
    title: Record<string, string>;
    summary: Record<string, string>;
    definition: {
      /** The form of this definition. */
      format: 1;
      /** The first is the one plain texts are in, and is used where a language has none. */
      languages: string[];
      start: string;
      nodes: Record<string, {
        kind: 'say';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        media?: {
          kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
          /** A file of ours. Or give link. */
          file?: string;
          link?: string;
          /** What it is called; a document arrives under this name. */
          fileName?: string;
        };
        /** To tap, now or days later; a trigger or a module hears of it. */
        choices?: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        /** Shows the choices as a list that this opens. */
        listButton?: string | Record<string, string>;
        link?: {
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          url: string;
        };
        /** A message the provider approved, with what fills its gaps. */
        template?: {
          name: string;
          language: string;
          body?: (string | Record<string, string>)[];
        };
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      } | {
        kind: 'ask';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text: string | Record<string, string>;
        answer: {
          type: 'text';
          min?: number;
          max?: number;
        } | {
          type: 'number';
          min?: number;
          max?: number;
          /** No fractions. */
          whole?: boolean;
        } | {
          type: 'choice';
          choices: {
            value: string;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            title: string | Record<string, string>;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            description?: string | Record<string, string>;
          }[];
        } | {
          type: 'choices';
          choices: {
            value: string;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            title: string | Record<string, string>;
            /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
            description?: string | Record<string, string>;
          }[];
          min?: number;
          max?: number;
        } | {
          type: 'scale';
          from: number;
          to: number;
        } | {
          type: 'yes_no';
        } | {
          type: 'date';
          earliest?: 'today' | string;
          latest?: 'today' | string;
        } | {
          type: 'time';
        } | {
          type: 'phone';
        } | {
          type: 'email';
        } | {
          type: 'location';
        } | {
          type: 'image';
        } | {
          type: 'voice';
        } | {
          type: 'file';
        };
        /** What the answer is called: answers.<this>. */
        save: string;
        /** Said when an answer does not fit, in place of our own sentence. */
        retry?: string | Record<string, string>;
        /** How often it is asked at most. */
        attempts: number;
        /** May be skipped, by word or button. */
        optional?: boolean;
        /** The answer is hidden from traces, and from everybody without the permission for it. */
        sensitive?: boolean;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** Where a skipped question leads; else as an answered one. */
        skipped?: string;
        /** After the last attempt; else people take over. */
        failed?: string;
        /** When nobody answers for so long. */
        silence?: {
          minutes: number;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        };
      } | {
        kind: 'branch';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        cases: {
          when: FlowCondition;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        }[];
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        otherwise?: string;
      } | {
        kind: 'set';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        values?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** Moves the conversation to this stage; null: to none. */
        stage?: string | null;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      } | {
        kind: 'call';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** Something a module does. */
        step: string;
        input?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** What it answers is kept as answers.<this>. */
        save?: string;
        /** Where each of its exits leads; "failed" is every step’s. */
        exits: Record<string, string>;
      } | {
        kind: 'assistant';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** The name of the stage, shown in the inbox. */
        stage: string;
        /** What the assistant is to do here. Gaps are filled in. */
        instructions: string;
        /** The intents it may start here, by name; all, unless said. */
        tools?: string[];
        /** Said when the stage begins. */
        opening?: string | Record<string, string>;
        /** When the stage ends: the first that holds. */
        leave: {
          /** Whole messages. */
          said?: string[];
          /** After so many messages of the contact. */
          messages?: number;
          when?: FlowCondition;
          /** The node that follows. May be missing in a draft; publishing asks for it. */
          next?: string;
        }[];
      } | {
        kind: 'wait';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** So long. */
        minutes?: number;
        /** The next such time in the contact’s time zone. */
        until?: {
          time: string;
          /** 1 is Monday. */
          weekday?: number;
          /** So many days from now at the earliest. */
          days?: number;
        };
        /** Until this is told of the conversation; with minutes, at most so long. */
        event?: string;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** Of an event: where it goes on when it did not come in time. */
        late?: string;
      } | {
        kind: 'flow';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** The name of another flow, run here in the version that is published then. */
        flow: string;
        /** The answers it begins with. */
        give?: Record<string, string | number | boolean | null | {
          increase: number;
        }>;
        /** Which of its answers are kept here, and as what. */
        take?: Record<string, string>;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
        /** When it is not there or could not be ended; else people take over. */
        failed?: string;
      } | {
        kind: 'hand_over';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        /** Why, as a word for programs. */
        reason?: string;
      } | {
        kind: 'end';
        /** What people call it. */
        title?: string;
        /** Where an editor draws it. */
        place?: {
          x: number;
          y: number;
        };
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        text?: string | Record<string, string>;
        /** How it ended, for counting. */
        outcome?: string;
      }>;
      triggers: {
        kind: 'keyword';
        /** Whole messages, by language. */
        words: Record<string, string[]>;
        /** A slip of the finger is forgiven in words of five letters and more. */
        near?: boolean;
      } | {
        kind: 'button';
        /** The id of what is tapped. */
        id: string;
      } | {
        kind: 'intent';
        /** When this is asked for, in place of its module. */
        intent: string;
      } | {
        kind: 'first_message';
      } | {
        kind: 'referral';
        /** Of the advertisement or post they came from; any, unless said. */
        id?: string;
      } | {
        kind: 'tag_added';
        /** When a contact is given this tag, by its name. */
        tag: string;
      } | {
        kind: 'event';
        /** When this happens to a contact or their conversation. */
        event: string;
      } | {
        kind: 'schedule';
        /** In the organization’s time zone. */
        time: string;
        /** On these days of the week; 1 is Monday. Every day, unless said. */
        weekdays?: number[];
        /** On these days of the month; in a shorter month on its last day. */
        days?: number[];
        who: {
          /** "tag" or "segment"; whatever modules offer. */
          kind: string;
          /** Which: the name of a tag, the id of a segment. */
          value: string;
        };
      }[];
      /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
      takes?: string[];
      /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
      meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
      /** It advertises: STOP inside it ends all messages at once, without asking. */
      marketing?: boolean;
      /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
      expiresMinutes?: number;
    };
  }[];
};

export type FlowCase = {
  items: {
    id: string;
    name: string;
    language: string;
    /** When it begins: its clock stands there. */
    at: string;
    zone: string;
    /** What variables are. */
    values: Record<string, string | number | boolean | null>;
    /** How steps of modules end, by node. */
    exits: Record<string, string>;
    talk: {
      comes: {
        kind: 'text';
        text: string;
      } | {
        kind: 'tap';
        id: string;
        title: string;
      } | {
        kind: 'image' | 'voice' | 'file' | 'location';
      } | {
        kind: 'pass';
      } | {
        kind: 'event';
      };
    } | {
      said: string;
    } | {
      done: string;
    }[];
    ends: {
      /** Where it is, or where it ended. */
      node: string;
      /** How it ended; null: it waits there. */
      outcome: string | null;
    };
    createdAt: string;
    changedAt: string;
  }[];
};

export type CreateFlowCaseResult = {
  case: {
    id: string;
    name: string;
    language: string;
    /** When it begins: its clock stands there. */
    at: string;
    zone: string;
    /** What variables are. */
    values: Record<string, string | number | boolean | null>;
    /** How steps of modules end, by node. */
    exits: Record<string, string>;
    talk: {
      comes: {
        kind: 'text';
        text: string;
      } | {
        kind: 'tap';
        id: string;
        title: string;
      } | {
        kind: 'image' | 'voice' | 'file' | 'location';
      } | {
        kind: 'pass';
      } | {
        kind: 'event';
      };
    } | {
      said: string;
    } | {
      done: string;
    }[];
    ends: {
      /** Where it is, or where it ended. */
      node: string;
      /** How it ended; null: it waits there. */
      outcome: string | null;
    };
    createdAt: string;
    changedAt: string;
  };
  /** The questions whose answers are not kept: made-up ones stand in their place. */
  replaced: string[];
};

export type CreateFlowCaseBody = {
  name: string;
  test?: {
    language?: string;
    inputs: {
      kind: 'text';
      text: string;
    } | {
      kind: 'tap';
      id: string;
      title: string;
    } | {
      kind: 'image' | 'voice' | 'file' | 'location';
    } | {
      kind: 'pass';
    } | {
      kind: 'event';
    }[];
    exits?: Record<string, string>;
    values?: Record<string, string | number | boolean | null>;
  };
  run?: string;
  content?: {
    language: string;
    /** When it begins: its clock stands there. */
    at: string;
    zone: string;
    /** What variables are. */
    values: Record<string, string | number | boolean | null>;
    /** How steps of modules end, by node. */
    exits: Record<string, string>;
    talk: {
      comes: {
        kind: 'text';
        text: string;
      } | {
        kind: 'tap';
        id: string;
        title: string;
      } | {
        kind: 'image' | 'voice' | 'file' | 'location';
      } | {
        kind: 'pass';
      } | {
        kind: 'event';
      };
    } | {
      said: string;
    } | {
      done: string;
    }[];
    ends: {
      /** Where it is, or where it ended. */
      node: string;
      /** How it ended; null: it waits there. */
      outcome: string | null;
    };
  };
};

export type FlowCasePlay = {
  items: {
    id: string;
    name: string;
    passed: boolean;
    expected: {
      talk: {
        comes: {
          kind: 'text';
          text: string;
        } | {
          kind: 'tap';
          id: string;
          title: string;
        } | {
          kind: 'image' | 'voice' | 'file' | 'location';
        } | {
          kind: 'pass';
        } | {
          kind: 'event';
        };
      } | {
        said: string;
      } | {
        done: string;
      }[];
      ends: {
        /** Where it is, or where it ended. */
        node: string;
        /** How it ended; null: it waits there. */
        outcome: string | null;
      };
    };
    seen: {
      talk: {
        comes: {
          kind: 'text';
          text: string;
        } | {
          kind: 'tap';
          id: string;
          title: string;
        } | {
          kind: 'image' | 'voice' | 'file' | 'location';
        } | {
          kind: 'pass';
        } | {
          kind: 'event';
        };
      } | {
        said: string;
      } | {
        done: string;
      }[];
      ends: {
        /** Where it is, or where it ended. */
        node: string;
        /** How it ended; null: it waits there. */
        outcome: string | null;
      };
    };
  }[];
};

export type PlayFlowCaseBody = {
  /** In place of the draft as it is saved. */
  definition?: {
    /** The form of this definition. */
    format: 1;
    /** The first is the one plain texts are in, and is used where a language has none. */
    languages: string[];
    start: string;
    nodes: Record<string, {
      kind: 'say';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      media?: {
        kind: 'image' | 'video' | 'audio' | 'document' | 'sticker';
        /** A file of ours. Or give link. */
        file?: string;
        link?: string;
        /** What it is called; a document arrives under this name. */
        fileName?: string;
      };
      /** To tap, now or days later; a trigger or a module hears of it. */
      choices?: {
        value: string;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        description?: string | Record<string, string>;
      }[];
      /** Shows the choices as a list that this opens. */
      listButton?: string | Record<string, string>;
      link?: {
        /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
        title: string | Record<string, string>;
        url: string;
      };
      /** A message the provider approved, with what fills its gaps. */
      template?: {
        name: string;
        language: string;
        body?: (string | Record<string, string>)[];
      };
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'ask';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text: string | Record<string, string>;
      answer: {
        type: 'text';
        min?: number;
        max?: number;
      } | {
        type: 'number';
        min?: number;
        max?: number;
        /** No fractions. */
        whole?: boolean;
      } | {
        type: 'choice';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
      } | {
        type: 'choices';
        choices: {
          value: string;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          title: string | Record<string, string>;
          /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
          description?: string | Record<string, string>;
        }[];
        min?: number;
        max?: number;
      } | {
        type: 'scale';
        from: number;
        to: number;
      } | {
        type: 'yes_no';
      } | {
        type: 'date';
        earliest?: 'today' | string;
        latest?: 'today' | string;
      } | {
        type: 'time';
      } | {
        type: 'phone';
      } | {
        type: 'email';
      } | {
        type: 'location';
      } | {
        type: 'image';
      } | {
        type: 'voice';
      } | {
        type: 'file';
      };
      /** What the answer is called: answers.<this>. */
      save: string;
      /** Said when an answer does not fit, in place of our own sentence. */
      retry?: string | Record<string, string>;
      /** How often it is asked at most. */
      attempts?: number;
      /** May be skipped, by word or button. */
      optional?: boolean;
      /** The answer is hidden from traces, and from everybody without the permission for it. */
      sensitive?: boolean;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Where a skipped question leads; else as an answered one. */
      skipped?: string;
      /** After the last attempt; else people take over. */
      failed?: string;
      /** When nobody answers for so long. */
      silence?: {
        minutes: number;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      };
    } | {
      kind: 'branch';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      cases: {
        when: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      otherwise?: string;
    } | {
      kind: 'set';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      values?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Moves the conversation to this stage; null: to none. */
      stage?: string | null;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
    } | {
      kind: 'call';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** Something a module does. */
      step: string;
      input?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** What it answers is kept as answers.<this>. */
      save?: string;
      /** Where each of its exits leads; "failed" is every step’s. */
      exits: Record<string, string>;
    } | {
      kind: 'assistant';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of the stage, shown in the inbox. */
      stage: string;
      /** What the assistant is to do here. Gaps are filled in. */
      instructions: string;
      /** The intents it may start here, by name; all, unless said. */
      tools?: string[];
      /** Said when the stage begins. */
      opening?: string | Record<string, string>;
      /** When the stage ends: the first that holds. */
      leave: {
        /** Whole messages. */
        said?: string[];
        /** After so many messages of the contact. */
        messages?: number;
        when?: FlowCondition;
        /** The node that follows. May be missing in a draft; publishing asks for it. */
        next?: string;
      }[];
    } | {
      kind: 'wait';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** So long. */
      minutes?: number;
      /** The next such time in the contact’s time zone. */
      until?: {
        time: string;
        /** 1 is Monday. */
        weekday?: number;
        /** So many days from now at the earliest. */
        days?: number;
      };
      /** Until this is told of the conversation; with minutes, at most so long. */
      event?: string;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** Of an event: where it goes on when it did not come in time. */
      late?: string;
    } | {
      kind: 'flow';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** The name of another flow, run here in the version that is published then. */
      flow: string;
      /** The answers it begins with. */
      give?: Record<string, string | number | boolean | null | {
        increase: number;
      }>;
      /** Which of its answers are kept here, and as what. */
      take?: Record<string, string>;
      /** The node that follows. May be missing in a draft; publishing asks for it. */
      next?: string;
      /** When it is not there or could not be ended; else people take over. */
      failed?: string;
    } | {
      kind: 'hand_over';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** Why, as a word for programs. */
      reason?: string;
    } | {
      kind: 'end';
      /** What people call it. */
      title?: string;
      /** Where an editor draws it. */
      place?: {
        x: number;
        y: number;
      };
      /** A text in the first of the flow’s languages, or one for each language. Gaps: {{ answers.name | default: "friend" }}. */
      text?: string | Record<string, string>;
      /** How it ended, for counting. */
      outcome?: string;
    }>;
    triggers?: {
      kind: 'keyword';
      /** Whole messages, by language. */
      words: Record<string, string[]>;
      /** A slip of the finger is forgiven in words of five letters and more. */
      near?: boolean;
    } | {
      kind: 'button';
      /** The id of what is tapped. */
      id: string;
    } | {
      kind: 'intent';
      /** When this is asked for, in place of its module. */
      intent: string;
    } | {
      kind: 'first_message';
    } | {
      kind: 'referral';
      /** Of the advertisement or post they came from; any, unless said. */
      id?: string;
    } | {
      kind: 'tag_added';
      /** When a contact is given this tag, by its name. */
      tag: string;
    } | {
      kind: 'event';
      /** When this happens to a contact or their conversation. */
      event: string;
    } | {
      kind: 'schedule';
      /** In the organization’s time zone. */
      time: string;
      /** On these days of the week; 1 is Monday. Every day, unless said. */
      weekdays?: number[];
      /** On these days of the month; in a shorter month on its last day. */
      days?: number[];
      who: {
        /** "tag" or "segment"; whatever modules offer. */
        kind: string;
        /** Which: the name of a tag, the id of a segment. */
        value: string;
      };
    }[];
    /** The answers it may be begun with, by another flow or through the API; beside those it asks for. */
    takes?: string[];
    /** What becomes of what would start another flow while this one waits for an answer. Unless said: a tap interrupts and comes back; a keyword is an answer where any text would be. */
    meanwhile?: 'interrupt' | 'ignore' | 'ask' | 'replace';
    /** It advertises: STOP inside it ends all messages at once, without asking. */
    marketing?: boolean;
    /** When nobody answers for so long the run ends; 4,320 (three days), unless said. */
    expiresMinutes?: number;
  };
};

export type FlowCaseAccept = {
  id: string;
  name: string;
  language: string;
  /** When it begins: its clock stands there. */
  at: string;
  zone: string;
  /** What variables are. */
  values: Record<string, string | number | boolean | null>;
  /** How steps of modules end, by node. */
  exits: Record<string, string>;
  talk: {
    comes: {
      kind: 'text';
      text: string;
    } | {
      kind: 'tap';
      id: string;
      title: string;
    } | {
      kind: 'image' | 'voice' | 'file' | 'location';
    } | {
      kind: 'pass';
    } | {
      kind: 'event';
    };
  } | {
    said: string;
  } | {
    done: string;
  }[];
  ends: {
    /** Where it is, or where it ended. */
    node: string;
    /** How it ended; null: it waits there. */
    outcome: string | null;
  };
  createdAt: string;
  changedAt: string;
};

export type FlowRun = {
  id: string;
  flowId: string;
  flow: string;
  version: number;
  contactId: string;
  contactName: string | null;
  conversationId: string;
  /** "suspended": another flow came between, and this one goes on after it. */
  state: 'waiting' | 'suspended' | 'ended' | 'cancelled';
  waitsFor: 'answer' | 'assistant' | 'time' | 'event' | null;
  /** Where it is, or where it ended. */
  node: string;
  outcome: string | null;
  /** What started it: "keyword", "button", "intent", "first_message", "referral", "tag", "event", "schedule", "api", "flow". */
  startedBy: string;
  /** When it goes on or ends by itself. */
  dueAt: string | null;
  createdAt: string;
  changedAt: string;
  endedAt: string | null;
};

export type CreateFlowRunBody = {
  flowId: string;
  conversationId: string;
  /** The answers it begins with; those the flow takes. */
  answers?: Record<string, string | number | boolean>;
};

export type GetFlowRunResult = {
  id: string;
  flowId: string;
  flow: string;
  version: number;
  contactId: string;
  contactName: string | null;
  conversationId: string;
  /** "suspended": another flow came between, and this one goes on after it. */
  state: 'waiting' | 'suspended' | 'ended' | 'cancelled';
  waitsFor: 'answer' | 'assistant' | 'time' | 'event' | null;
  /** Where it is, or where it ended. */
  node: string;
  outcome: string | null;
  /** What started it: "keyword", "button", "intent", "first_message", "referral", "tag", "event", "schedule", "api", "flow". */
  startedBy: string;
  /** When it goes on or ends by itself. */
  dueAt: string | null;
  createdAt: string;
  changedAt: string;
  endedAt: string | null;
  answers: {
    name: string;
    /** Null also when it is hidden. */
    value: unknown;
    /** Sensitive, and not yours to see. */
    hidden: boolean;
  }[];
  path: {
    flow: string;
    node: string;
    kind: string;
    exit: string;
    at: string;
  }[];
  /** The nodes it may be moved to: of its own version, and with the answers they decide by. None when it is over. */
  places: string[];
  /** The nodes of its version, and what people call them. */
  nodes: {
    node: string;
    kind: string;
    /** Null: it has none. */
    title: string | null;
  }[];
};

export type MoveFlowRunBody = {
  node: string;
  /** Why, for colleagues. */
  reason?: string;
};

export type SetConversationStageBody = {
  stage: string | null;
  /** Why, for colleagues. */
  reason: string;
};

export type StoredText = {
  id: string;
  /** What flows call it: {{ text.<name> }}. Never changes. */
  name: string;
  /** What people call it. */
  title: string;
  /** The draft. */
  content: {
    /** By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}. */
    words: Record<string, string>;
    /** Other words for one kind of channel, by language; what it has none for is said as everywhere. */
    channels: Record<string, Record<string, string>>;
  };
  /** Counts the times the draft was saved. */
  revision: number;
  /** The version that is said; null: none was published. */
  version: number | null;
  /** The draft differs from what is said. */
  changed: boolean;
  /** The published flows that name it. */
  usedBy: string[];
  createdAt: string;
  changedAt: string;
};

export type CreateTextBody = {
  name: string;
  title: string;
  content: {
    /** By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}. */
    words: Record<string, string>;
    /** Other words for one kind of channel, by language; what it has none for is said as everywhere. */
    channels?: Record<string, Record<string, string>>;
  };
};

export type ChangeTextBody = {
  title?: string;
  content?: {
    /** By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}. */
    words: Record<string, string>;
    /** Other words for one kind of channel, by language; what it has none for is said as everywhere. */
    channels?: Record<string, Record<string, string>>;
  };
  /** The draft as you read it: refused when somebody saved another since. */
  revision?: number;
};

export type TextPreview = {
  text: string;
  /** Variables that nobody knows there and that have no fallback. */
  missing: string[];
  /** Everything that keeps the whole of it from being published, in any language. */
  faults: {
    /** For programs: "missing_exit". */
    code: string;
    /** Only faults keep a flow from being published. */
    severity: 'fault' | 'warning';
    /** The node; null: it concerns the flow as a whole. */
    node: string | null;
    message: string;
  }[];
};

export type PreviewTextBody = {
  /** As it is being written; it need not be saved. */
  content: {
    /** By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}. */
    words: Record<string, string>;
    /** Other words for one kind of channel, by language; what it has none for is said as everywhere. */
    channels?: Record<string, Record<string, string>>;
  };
  /** As the contact there would read it; else with examples. */
  conversationId?: string;
  /** Unless said, the contact’s, else the organization’s. */
  language?: string;
  /** A kind of channel; of the conversation, unless said. */
  channel?: string;
};

export type PublishTextBody = {
  /** What changed, for colleagues. */
  note?: string;
  /** The draft as you read it. */
  revision?: number;
};

export type TextVersion = {
  items: {
    version: number;
    content: {
      /** By language. Gaps are filled as in flows: {{ contact.first_name | default: "friend" }}. */
      words: Record<string, string>;
      /** Other words for one kind of channel, by language; what it has none for is said as everywhere. */
      channels: Record<string, Record<string, string>>;
    };
    note: string | null;
    /** Who: the kind of actor, a colon, its id. */
    publishedBy: string;
    createdAt: string;
  }[];
};

export type CompanionSettings = {
  /** Somebody confirmed that it is part of a service with staff, and named who answers for it. */
  on: boolean;
  confirmedAt: string | null;
  /** The member who answers for it: a clinician. */
  responsibleId: string | null;
  /** Languages whose sentences somebody here has read and found good. */
  reviewed: string[];
  /** Those that nobody has: the companion speaks them all the same. */
  unreviewed: string[];
  /** Those who write long, often or at night are reminded of people now and then. */
  nudges: boolean;
  /** What it needs: how people are welcomed, and its exercises. */
  flows: {
    name: string;
    /** By language. */
    title: Record<string, string>;
    published: boolean;
  }[];
};

export type ChangeCompanionBody = {
  /** True: you confirm that people of yours look after it, on WhatsApp too, whose terms want that. Names responsibleId. */
  on?: boolean;
  responsibleId?: string;
  reviewed?: string[];
  nudges?: boolean;
};

export type CompanionPerson = {
  contactId: string;
  calledName: string | null;
  ageGroup: 'adult' | 'minor' | 'unknown';
  country: string | null;
  preferredTimes: string | null;
  /** They went through the welcome. */
  welcomed: boolean;
  /** What they said brings them; only where they share it. */
  brings: string | null;
  /** Somebody to think of in a bad moment; only where they share it. Never written to by the program. */
  trusted: string | null;
  summaryEvery: 'daily' | 'weekly' | null;
  consents: {
    kind: 'storing' | 'memory' | 'mood' | 'summaries' | 'sharing';
    /** Null: never asked. */
    given: boolean | null;
    /** Of the text they were shown. */
    version: string | null;
    at: string | null;
  }[];
};

export type CompanionSummary = {
  id: string;
  contactId: string;
  /** The last day of it, where the person lives. */
  period: string;
  text: string;
  createdAt: string;
};

export type CareTriggerSummary = {
  /** To people. */
  sent: number;
  /** For clinicians. */
  made: number;
  /** In danger, opted out, or with nothing to say. */
  skipped: number;
};

export type TriggerCareSummariesBody = {
  /** Only of this contact; of all that are due, unless said. */
  contactId?: string;
};

export type ModelProvider = {
  id: string;
  name: string;
  preset: 'openai' | 'groq' | 'openrouter' | 'local' | 'custom';
  /** Up to and with the version, as in …/v1. */
  baseUrl: string;
  model: string;
  /** For voice notes; null: they are not heard. */
  transcriptionModel: string | null;
  /** For pictures; null: they are not looked at. */
  visionModel: string | null;
  /** Null: the provider’s own. */
  temperature: number | null;
  maxOutputTokens: number;
  /** For one request. */
  timeoutSeconds: number;
  limits: {
    /** For one decision. */
    turn: {
      tokens: number;
      calls: number;
      seconds: number;
    };
    /** For one minute; null: as the installation says (LIMIT_MODEL_PER_MINUTE). */
    minute: {
      calls: number | null;
    };
    /** For one day (UTC), all processes together. */
    day: {
      tokens: number;
      calls: number;
      seconds: number;
    };
  };
  /** What is not named is unknown, and so is the cost of a call. */
  prices: {
    currency: string;
    /** For a million tokens asked. */
    input?: number;
    /** For a million tokens answered. */
    output?: number;
  };
  /** Whether there is a key; it is never shown. */
  keySet: boolean;
  contactText: {
    allowed: boolean;
    by: string | null;
    at: string | null;
  };
  state: 'active' | 'disabled';
  today: {
    calls: number;
    tokens: number;
    seconds: number;
    /** Since when a daily limit keeps it from being asked. */
    exhaustedAt: string | null;
  };
  /** Named by the provisioning file: it is changed there. */
  provisioned: boolean;
  createdAt: string;
  changedAt: string;
};

export type CreateModelProviderBody = {
  /** What the settings of an assistant call it; once in an organization. */
  name: string;
  preset: 'openai' | 'groq' | 'openrouter' | 'local' | 'custom';
  /** Needed for "custom"; otherwise the preset’s. */
  baseUrl?: string;
  model: string;
  /** For voice notes; null: they are not heard. */
  transcriptionModel?: string | null;
  /** For pictures; null: they are not looked at. */
  visionModel?: string | null;
  /** Null: the provider’s own. */
  temperature?: number | null;
  maxOutputTokens?: number;
  /** For one request. */
  timeoutSeconds?: number;
  limits?: {
    /** For one decision. */
    turn?: {
      tokens?: number;
      calls?: number;
      seconds?: number;
    };
    /** For one minute; null: as the installation says (LIMIT_MODEL_PER_MINUTE). */
    minute?: {
      calls?: number | null;
    };
    /** For one day (UTC), all processes together. */
    day?: {
      tokens?: number;
      calls?: number;
      seconds?: number;
    };
  };
  /** What is not named is unknown, and so is the cost of a call. */
  prices?: {
    currency?: string;
    /** For a million tokens asked. */
    input?: number;
    /** For a million tokens answered. */
    output?: number;
  };
  key?: string;
  /** Whether what contacts write may be sent there. Setting it is the organization’s consent. */
  contactText?: boolean;
};

export type ChangeModelProviderBody = {
  name?: string;
  baseUrl?: string;
  model?: string;
  transcriptionModel?: string | null;
  visionModel?: string | null;
  temperature?: number | null;
  maxOutputTokens?: number;
  timeoutSeconds?: number;
  limits?: {
    /** For one decision. */
    turn?: {
      tokens?: number;
      calls?: number;
      seconds?: number;
    };
    /** For one minute; null: as the installation says (LIMIT_MODEL_PER_MINUTE). */
    minute?: {
      calls?: number | null;
    };
    /** For one day (UTC), all processes together. */
    day?: {
      tokens?: number;
      calls?: number;
      seconds?: number;
    };
  };
  /** What is not named is unknown, and so is the cost of a call. */
  prices?: {
    currency?: string;
    /** For a million tokens asked. */
    input?: number;
    /** For a million tokens answered. */
    output?: number;
  };
  /** Null: none. */
  key?: string | null;
  /** Whether what contacts write may be sent there. Setting it is the organization’s consent. */
  contactText?: boolean;
};

export type ModelCall = {
  id: string;
  providerId: string;
  model: string;
  /** "reading": for the safety gate. */
  purpose: 'answer' | 'transcription' | 'description' | 'check' | 'reading';
  turnId: string | null;
  contactId: string | null;
  /** "answered", or why not. */
  outcome: string;
  inputTokens: number | null;
  outputTokens: number | null;
  /** Null: unknown. */
  cost: {
    amount: number;
    currency: string;
  } | null;
  tookMs: number;
  createdAt: string;
};

export type ModelProviderCheck = {
  ok: boolean;
  /** One word: key, model, address, unreachable, quota, overloaded, timeout, garbage … */
  problem: string | null;
  /** What happened and what to do. */
  message: string;
  tookMs: number;
};

export type WebhookSubscription = {
  id: string;
  url: string;
  events: ('message.received' | 'message.sent' | 'message.status' | 'conversation.handed_over' | 'conversation.given_back' | 'conversation.closed' | 'conversation.reopened' | 'contact.created' | 'contact.changed' | 'turn.decided' | 'incident.raised' | 'incident.acknowledged' | 'incident.closed' | 'channel.paused' | 'channel.resumed' | 'channel.disabled')[];
  description: string | null;
  state: 'active' | 'disabled';
  /** Why it was disabled, and what to do. */
  trouble: {
    code: string;
    reason: string;
    advice: string;
  } | null;
  /** Since when no delivery has been taken. */
  failingSince: string | null;
  /** Which secrets sign; two while one is being replaced. */
  keyIds: string[];
  createdAt: string;
  changedAt: string;
};

export type CreateWebhookSubscriptionResult = {
  id: string;
  url: string;
  events: ('message.received' | 'message.sent' | 'message.status' | 'conversation.handed_over' | 'conversation.given_back' | 'conversation.closed' | 'conversation.reopened' | 'contact.created' | 'contact.changed' | 'turn.decided' | 'incident.raised' | 'incident.acknowledged' | 'incident.closed' | 'channel.paused' | 'channel.resumed' | 'channel.disabled')[];
  description: string | null;
  state: 'active' | 'disabled';
  /** Why it was disabled, and what to do. */
  trouble: {
    code: string;
    reason: string;
    advice: string;
  } | null;
  /** Since when no delivery has been taken. */
  failingSince: string | null;
  /** Which secrets sign; two while one is being replaced. */
  keyIds: string[];
  createdAt: string;
  changedAt: string;
  /** What signs from now on; it is shown this once. */
  secret: {
    id: string;
    secret: string;
  };
};

export type CreateWebhookSubscriptionBody = {
  url: string;
  events: ('message.received' | 'message.sent' | 'message.status' | 'conversation.handed_over' | 'conversation.given_back' | 'conversation.closed' | 'conversation.reopened' | 'contact.created' | 'contact.changed' | 'turn.decided' | 'incident.raised' | 'incident.acknowledged' | 'incident.closed' | 'channel.paused' | 'channel.resumed' | 'channel.disabled')[];
  description?: string;
};

export type ChangeWebhookSubscriptionBody = {
  url?: string;
  events?: ('message.received' | 'message.sent' | 'message.status' | 'conversation.handed_over' | 'conversation.given_back' | 'conversation.closed' | 'conversation.reopened' | 'contact.created' | 'contact.changed' | 'turn.decided' | 'incident.raised' | 'incident.acknowledged' | 'incident.closed' | 'channel.paused' | 'channel.resumed' | 'channel.disabled')[];
  description?: string | null;
  state?: 'active' | 'disabled';
};

export type RotateWebhookSubscriptionSecretBody = {
  /** For how long the old secret signs as well, at most seven days. */
  graceHours?: number;
};

export type WebhookSubscriptionDelivery = {
  id: string;
  subscriptionId: string;
  eventId: string;
  type: 'message.received' | 'message.sent' | 'message.status' | 'conversation.handed_over' | 'conversation.given_back' | 'conversation.closed' | 'conversation.reopened' | 'contact.created' | 'contact.changed' | 'turn.decided' | 'incident.raised' | 'incident.acknowledged' | 'incident.closed' | 'channel.paused' | 'channel.resumed' | 'channel.disabled';
  occurredAt: string;
  state: 'waiting' | 'delivered' | 'failed';
  attempts: number;
  /** When it is tried next; null: it is done, or an earlier event of its conversation waits. */
  dueAt: string | null;
  triedAt: string | null;
  /** The status of the last answer. */
  code: number | null;
  tookMs: number | null;
  /** The beginning of the last answer, at most 2 KiB. */
  answer: string | null;
  /** Why there was no answer, or why it does not count. */
  problem: string | null;
  createdAt: string;
};

export type WebhookSubscriptionReplay = {
  /** How many are delivered again, at most 10,000 at a time: the oldest. */
  count: number;
};

export type ReplayWebhookSubscriptionBody = {
  from: string;
  to: string;
  /** Only these; left out: delivered and failed ones. */
  state?: 'delivered' | 'failed';
};

export type IncomingWebhook = {
  id: string;
  name: string;
  /** The first characters of its token. */
  start: string;
  state: 'active' | 'disabled';
  action: {
    kind: 'keep';
  } | {
    kind: 'contact';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    name?: string;
    language?: string;
  } | {
    kind: 'message';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    channelId: string;
    text: string;
  };
  deduplicate: {
    header: string;
  } | {
    field: string;
  } | null;
  createdAt: string;
  changedAt: string;
};

export type CreateIncomingWebhookResult = {
  id: string;
  name: string;
  /** The first characters of its token. */
  start: string;
  state: 'active' | 'disabled';
  action: {
    kind: 'keep';
  } | {
    kind: 'contact';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    name?: string;
    language?: string;
  } | {
    kind: 'message';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    channelId: string;
    text: string;
  };
  deduplicate: {
    header: string;
  } | {
    field: string;
  } | null;
  createdAt: string;
  changedAt: string;
  /** With its token; it is shown this once. */
  url: string;
};

export type CreateIncomingWebhookBody = {
  name: string;
  action: {
    kind: 'keep';
  } | {
    kind: 'contact';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    name?: string;
    language?: string;
  } | {
    kind: 'message';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    channelId: string;
    text: string;
  };
  /** Where a call says which one it is; a second one of the same name changes nothing. */
  deduplicate?: {
    header: string;
  } | {
    field: string;
  };
};

export type ChangeIncomingWebhookBody = {
  name?: string;
  action?: {
    kind: 'keep';
  } | {
    kind: 'contact';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    name?: string;
    language?: string;
  } | {
    kind: 'message';
    identity: {
      /** Of the identity: "whatsapp". */
      channelType: string;
      /** The identity, as a template: "phone:{{ body.phone }}". */
      address: string;
    };
    channelId: string;
    text: string;
  };
  deduplicate?: {
    header: string;
  } | {
    field: string;
  } | null;
  state?: 'active' | 'disabled';
};

export type IncomingWebhookCall = {
  id: string;
  /** What the caller says it is called. */
  name: string | null;
  state: 'waiting' | 'working' | 'done' | 'failed';
  /** Without what looks like a secret. */
  body: unknown;
  /** The ids of what it led to. */
  result: Record<string, string> | null;
  trouble: {
    code: string;
    reason: string;
    advice: string;
  } | null;
  createdAt: string;
};

export type Phone = {
  id: string;
  /** As the contact is called. */
  name: string;
  channelId: string;
  /** A test contact: statistics leave it out. Starting again makes a new one. */
  contactId: string;
  /** Null: it has not written yet. */
  conversationId: string | null;
  /** What is sent to it stays "sent" until it is turned on. */
  off: boolean;
  /** What is sent to it comes back as not delivered. */
  fails: boolean;
  createdAt: string;
};

export type CreatePhoneBody = {
  name: string;
  /** A channel of the type "simulator"; else the first one there is, or a new one. */
  channelId?: string;
};

export type ChangePhoneBody = {
  name?: string;
  off?: boolean;
  fails?: boolean;
};

export type CreatePhoneMessageBody = {
  kind: 'text';
  text: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'image';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  text?: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'video';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  text?: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'document';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  text?: string;
  fileName?: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'voice';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'audio';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'sticker';
  /** Uploaded before: POST /api/phones/{id}/files, or POST /api/files. */
  file: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'location';
  latitude: number;
  longitude: number;
  name?: string;
  address?: string;
  url?: string;
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'contacts';
  contacts: {
    name: string;
    organization?: string;
    phones?: {
      phone: string;
    }[];
    emails?: string[];
  }[];
  /** The message it answers. */
  quotes?: string;
} | {
  kind: 'choice';
  /** The button or row that is tapped. */
  id: string;
  /** The message it stands in. */
  quotes: string;
} | {
  kind: 'reaction';
  /** Null takes it back. */
  emoji: string | null;
  quotes: string;
} | {
  kind: 'edit';
  text: string;
  /** Its own message. */
  quotes: string;
} | {
  kind: 'delete';
  /** Its own message. */
  quotes: string;
};

export type ReadPhoneBody = {
  /** Everything up to this message was seen. */
  messageId: string;
};

export type TypingPhoneBody = {
  typing: boolean;
};

export type Overview = {
  day: string;
  timeZone: string;
  asOf: string;
  messages: {
    today: {
      /** By the hour of the day; a day with a change of the clock counts by its names. */
      in: number[];
      /** By the hour of the day; a day with a change of the clock counts by its names. */
      out: number[];
    };
    yesterday: {
      /** By the hour of the day; a day with a change of the clock counts by its names. */
      in: number[];
      /** By the hour of the day; a day with a change of the clock counts by its names. */
      out: number[];
    };
  };
  conversations: {
    open: number;
    /** There are more than were counted. */
    openIsMore: boolean;
    /** The contact waits for people, as in the inbox: they have the conversation and have not answered. */
    waiting: number;
  };
  firstAnswer: {
    people: {
      /** How many conversations of today they answered first. */
      conversations: number;
      /** From what the contact first wrote today to the first answer; null: no answer yet. */
      medianSeconds: number | null;
    };
    assistant: {
      /** How many conversations of today they answered first. */
      conversations: number;
      /** From what the contact first wrote today to the first answer; null: no answer yet. */
      medianSeconds: number | null;
    };
    /** Conversations in which a contact wrote today and nobody has answered. */
    unanswered: number;
    /** Of those that were answered; null: none was. */
    assistantShare: number | null;
  };
  /** Messages that did not go out and were not sent once more, of whatever day; counted to a thousand. */
  sends: {
    failed: number;
    error: number;
    uncertain: number;
    needsTemplate: number;
  };
  /** Those that are not active. */
  channels: {
    id: string;
    name: string;
    type: string;
    state: string;
    reason: string | null;
  }[];
  /** Open ones. */
  notices: number;
  model: {
    calls: number;
    /** Of the calls whose cost is known; empty: of none. */
    cost: {
      amount: number;
      currency: string;
    }[];
    /** Calls whose cost is unknown, which is not nothing. */
    unknown: number;
  };
};

export type GetTurnResult = {
  id: string;
  contactId: string;
  conversationId: string;
  /** Which way it went, as a word for programs: "open" is the assistant’s. */
  outcome: string;
  /** How many messages it decided over. */
  messages: number;
  tookMs: number;
  createdAt: string;
  trace: {
    /** Where it was decided: "guard.stop", "assistant.offline". */
    step: string;
    outcome: string;
    reason: string;
    numbers?: Record<string, number>;
    /** May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence. */
    evidence?: Record<string, unknown>;
    /** So many milliseconds after the turn began; absent: in the first. */
    atMs?: number;
    /** How much the evidence holds, for who may not read it: characters of words, else entries. */
    lengths?: Record<string, number>;
  }[];
  channelId: string;
  /** The assistant that answered; null: something else did. */
  assistant: string | null;
  /** Whether the words of the trace are there. They are kept 30 days. */
  evidence: 'shown' | 'not_permitted' | 'expired' | 'none';
  stages: {
    /** "written", "arrived", "begun", a step of the trace ("guard.stop"), "committed", "sent", "delivered", "read". */
    stage: string;
    at: string;
    /** Until the next stage; null: it is the last. */
    tookMs: number | null;
  }[];
  /** The messages it decided over. */
  took: {
    id: string;
    kind: string;
    /** Null: it has none, or they are not for the asker. */
    text: string | null;
    /** How long it is; null: it has none. */
    characters: number | null;
    late: boolean;
    arrivedAt: string;
  }[];
  /** The replies. */
  made: {
    id: string;
    kind: string;
    /** Null: it has none, or they are not for the asker. */
    text: string | null;
    /** How long it is; null: it has none. */
    characters: number | null;
    status: string;
    trouble: SendTrouble | null;
    sentAt: string | null;
    deliveredAt: string | null;
    readAt: string | null;
  }[];
  /** What a model was asked and what it answered; null: none was, or it is not for the asker. */
  prompt: {
    system: string;
    messages: unknown[];
    answers: unknown[];
  } | null;
  /** What was started: intents, by their names. */
  tools: string[];
  /** Null: no model was asked. */
  model: {
    calls: {
      id: string;
      providerId: string;
      model: string;
      /** "reading": for the safety gate. */
      purpose: 'answer' | 'transcription' | 'description' | 'check' | 'reading';
      /** "answered", or why not. */
      outcome: string;
      inputTokens: number | null;
      outputTokens: number | null;
      /** Null: unknown. */
      cost: {
        amount: number;
        currency: string;
      } | null;
      tookMs: number;
      createdAt: string;
      provider: string;
    }[];
    /** Null: unknown. */
    inputTokens: number | null;
    outputTokens: number | null;
    /** By currency. Null: unknown, because it is of at least one call. */
    cost: {
      amount: number;
      currency: string;
    }[] | null;
  } | null;
};

export type TurnReplay = {
  turnId: string;
  before: {
    outcome: string;
    /** Who answers from then on. */
    handler: 'assistant' | 'people';
    replies: {
      kind: string;
      text: string | null;
      content: Record<string, unknown> | null;
    }[];
    trace: {
      /** Where it was decided: "guard.stop", "assistant.offline". */
      step: string;
      outcome: string;
      reason: string;
      numbers?: Record<string, number>;
      /** May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence. */
      evidence?: Record<string, unknown>;
      /** So many milliseconds after the turn began; absent: in the first. */
      atMs?: number;
    }[];
  };
  now: {
    outcome: string;
    /** Who answers from then on. */
    handler: 'assistant' | 'people';
    replies: {
      kind: string;
      text: string | null;
      content: Record<string, unknown> | null;
    }[];
    trace: {
      /** Where it was decided: "guard.stop", "assistant.offline". */
      step: string;
      outcome: string;
      reason: string;
      numbers?: Record<string, number>;
      /** May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence. */
      evidence?: Record<string, unknown>;
      /** So many milliseconds after the turn began; absent: in the first. */
      atMs?: number;
    }[];
  };
  /** In what they differ; empty: in nothing. */
  differences: ('outcome' | 'handler' | 'replies' | 'steps')[];
  /** What was so then and is not known any more, with what stands in its place. */
  notKept: {
    what: string;
    reason: string;
  }[];
  model: {
    asked: boolean;
    /** Why not, for people; null: it was, or nothing wanted to. */
    reason: string | null;
  };
};

export type ReplayTurnBody = {
  /** Confirms that a model may be asked, which costs; without it the offline assistant answers. */
  askModel?: boolean;
  /** Settings of an assistant to try in place of the channel’s. Needs "assistants.try". */
  assistant?: {
    kind: string;
  } & Record<string, unknown>;
};

export type AssistantTry = {
  outcome: string;
  /** Who answers from then on. */
  handler: 'assistant' | 'people';
  replies: {
    kind: string;
    text: string | null;
    content: Record<string, unknown> | null;
  }[];
  trace: {
    /** Where it was decided: "guard.stop", "assistant.offline". */
    step: string;
    outcome: string;
    reason: string;
    numbers?: Record<string, number>;
    /** May hold words of the contact; kept 30 days, shown only with the permission turns.read_evidence. */
    evidence?: Record<string, unknown>;
    /** So many milliseconds after the turn began; absent: in the first. */
    atMs?: number;
  }[];
  memory: Record<string, unknown>;
  model: {
    asked: boolean;
    /** Why not, for people; null: it was, or nothing wanted to. */
    reason: string | null;
  };
};

export type TryAssistantBody = {
  assistant: {
    kind: string;
  } & Record<string, unknown>;
  /** As on this channel; else as on one that can do what WhatsApp can. */
  channelId?: string;
  /** Of the person who writes. */
  language?: string;
  messages: {
    from: 'contact' | 'assistant';
    text: string;
  }[];
  /** As the last answer gave it, so that a number typed means the choice shown. */
  memory?: Record<string, unknown>;
  /** Confirms that a model may be asked, which costs; without it the offline assistant answers. */
  askModel?: boolean;
};

export type Notice = {
  id: string;
  /** What it is about: "channels.paused". */
  kind: string;
  /** What it concerns, such as the id of a channel. One notice is open for each kind and subject. */
  subject: string;
  /** What happened, in English. */
  text: string;
  /** What to do, in English. */
  advice: string;
  /** What the sentences of the kind are filled with, for other languages. */
  values: Record<string, string>;
  since: string;
  /** When somebody marked it as seen. */
  seenAt: string | null;
  /** When it was closed, by a person or because it was mended. */
  closedAt: string | null;
};

export type DeadLetter = {
  /** A message that did not go out; a turn that failed again and again; an event that a webhook subscription was not told; a call of an incoming webhook that led to nothing; a run of a flow that could not go on. */
  kind: 'send' | 'turn' | 'delivery' | 'call' | 'run';
  id: string;
  /** When it was made. */
  at: string;
  /** Why, and what to do. */
  trouble: SendTrouble | null;
  conversationId: string | null;
  subscriptionId: string | null;
  webhookId: string | null;
};

export type DeadLetterReplay = {
  kind: 'send' | 'turn' | 'delivery' | 'call' | 'run';
  id: string;
};

export type ReplayDeadLetterBody = {
  kind: 'send' | 'turn' | 'delivery' | 'call' | 'run';
};

/** The API of one Baraza, as one organization’s key sees it. Everything throws `BarazaError`. */
export class Baraza extends BarazaClient {
  /** Show the organization */
  getOrganization(options?: RequestOptions): Promise<Organization> {
    return this.ask('GET', `/api/organization`, { options });
  }

  /** Change the organization’s name, language, time zone or country. Which roles need a second factor, only an owner changes. */
  changeOrganization(body: ChangeOrganizationBody, options?: RequestOptions): Promise<Organization> {
    return this.ask('PATCH', `/api/organization`, { options, body });
  }

  /** List what may be done, and which roles may. As this version and its modules declare it; it is the same for every organization. */
  listPermissions(options?: RequestOptions): Promise<Permission> {
    return this.ask('GET', `/api/permissions`, { options });
  }

  /** List the members. In the order they joined, the disabled ones included. */
  listMembers(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Member>> {
    return this.ask('GET', `/api/members`, { options, query });
  }

  /** Show a member */
  getMember(id: string, options?: RequestOptions): Promise<Member> {
    return this.ask('GET', `/api/members/${encodeURIComponent(id)}`, { options });
  }

  /** Give a member another role. Only an owner makes or changes an owner, and the last one stays. */
  changeMember(id: string, body: ChangeMemberBody, options?: RequestOptions): Promise<Member> {
    return this.ask('PATCH', `/api/members/${encodeURIComponent(id)}`, { options, body });
  }

  /** End a member’s access. At once, in all their sessions. Nothing of theirs is deleted; their account and other organizations stay. */
  disableMember(id: string, options?: RequestOptions): Promise<Member> {
    return this.ask('POST', `/api/members/${encodeURIComponent(id)}/disable`, { options, idempotent: true });
  }

  /** Give a disabled member their access back */
  enableMember(id: string, options?: RequestOptions): Promise<Member> {
    return this.ask('POST', `/api/members/${encodeURIComponent(id)}/enable`, { options, idempotent: true });
  }

  /** Leave the organization. At once, for whoever asks; the last owner stays. What they wrote keeps their name. */
  leaveOrganization(options?: RequestOptions): Promise<null> {
    return this.ask('POST', `/api/organization/leave`, { options, idempotent: true });
  }

  /** List the invitations. The newest first. Never their links. */
  listInvitations(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Invitation>> {
    return this.ask('GET', `/api/invitations`, { options, query });
  }

  /** Invite a person. Mails a link, and answers with another one to pass on. */
  createInvitation(body: CreateInvitationBody, options?: RequestOptions): Promise<CreateInvitationResult> {
    return this.ask('POST', `/api/invitations`, { options, body, idempotent: true });
  }

  /** Mail an invitation again, with a new link. Valid for seven days from now; the links before end. One that was revoked or has expired is open again. */
  renewInvitation(id: string, options?: RequestOptions): Promise<CreateInvitationResult> {
    return this.ask('POST', `/api/invitations/${encodeURIComponent(id)}/renew`, { options, idempotent: true });
  }

  /** Revoke an invitation. Its link ends at once. Doing it twice changes nothing; an accepted one is refused: disable the member instead. */
  deleteInvitation(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/invitations/${encodeURIComponent(id)}`, { options });
  }

  /** List the API keys. The newest first, the revoked ones included. Never the keys themselves. */
  listApiKeys(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ApiKey>> {
    return this.ask('GET', `/api/api-keys`, { options, query });
  }

  /** Create an API key. The key is in the answer, this once. It can never do more than whoever makes it: a scope that you do not have is refused with 403. */
  createApiKey(body: CreateApiKeyBody, options?: RequestOptions): Promise<CreateApiKeyResult> {
    return this.ask('POST', `/api/api-keys`, { options, body, idempotent: true });
  }

  /** Give an API key a new secret. The new secret is in the answer, this once; the old one works for the hours of grace. Needs every permission the key has. Rotating again ends the older secret at once. */
  rotateApiKey(id: string, body: RotateApiKeyBody, options?: RequestOptions): Promise<CreateApiKeyResult> {
    return this.ask('POST', `/api/api-keys/${encodeURIComponent(id)}/rotate`, { options, body, idempotent: true });
  }

  /** Revoke an API key. It ends at once in this process and within ten seconds in others. Doing it twice changes nothing. */
  deleteApiKey(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/api-keys/${encodeURIComponent(id)}`, { options });
  }

  /** List the channels */
  listChannels(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Channel>> {
    return this.ask('GET', `/api/channels`, { options, query });
  }

  /** Connect a channel. Which settings and secrets there are depends on the type; docs/running/whatsapp.md says where each is found. The channel takes webhooks as soon as this is answered. A provider’s address must be https and public: the secrets are sent there. */
  createChannel(body: CreateChannelBody, options?: RequestOptions): Promise<Channel> {
    return this.ask('POST', `/api/channels`, { options, body, idempotent: true });
  }

  /** Show a channel */
  getChannel(id: string, options?: RequestOptions): Promise<Channel> {
    return this.ask('GET', `/api/channels/${encodeURIComponent(id)}`, { options });
  }

  /** Change a channel. What is not named stays; `changedAt` moves only when something changes. Settings or secrets bring a paused channel back. With another provider’s address all secrets must be given again. */
  changeChannel(id: string, body: ChangeChannelBody, options?: RequestOptions): Promise<Channel> {
    return this.ask('PATCH', `/api/channels/${encodeURIComponent(id)}`, { options, body });
  }

  /** List what a channel received and did not answer. The newest first, with the reason. Kept 30 days. */
  listChannelLog(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ChannelLog>> {
    return this.ask('GET', `/api/channels/${encodeURIComponent(id)}/log`, { options, query });
  }

  /** Let replaced secrets count no longer. When the app secret or verify token is changed, the one before counts for 24 hours too, so that no webhook is refused. This ends it at once: for a secret that a stranger has. */
  forgetChannelPreviousSecrets(id: string, options?: RequestOptions): Promise<Channel> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/forget-previous-secrets`, { options, idempotent: true });
  }

  /** Stop a channel. Nothing that comes in is taken any more, what waits to go out stays, and its number stays its own. */
  disableChannel(id: string, options?: RequestOptions): Promise<Channel> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/disable`, { options, idempotent: true });
  }

  /** Start a disabled or paused channel again. Forgets the trouble it had. */
  enableChannel(id: string, options?: RequestOptions): Promise<Channel> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/enable`, { options, idempotent: true });
  }

  /** Check a connection step by step. Asks the provider about the token and its permissions, the number, the app and its webhooks, and says in plain words what is missing and what to do. Nothing is changed. */
  checkChannel(id: string, options?: RequestOptions): Promise<ChannelCheck> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/check`, { options, idempotent: true });
  }

  /** List the message templates of a channel. As the provider has them, by name and language. Asked for once a day and after news about one. */
  listChannelTemplates(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ChannelTemplate>> {
    return this.ask('GET', `/api/channels/${encodeURIComponent(id)}/templates`, { options, query });
  }

  /** Make a message template and send it to the provider. Everything the provider is known to refuse is told at once, with its fields. It decides within minutes to a day, and may put the template into another category; what it decides is a webhook of its and a notice here. */
  createChannelTemplate(id: string, body: CreateChannelTemplateBody, options?: RequestOptions): Promise<ChannelTemplate> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/templates`, { options, body, idempotent: true });
  }

  /** Ask the provider for the templates of a channel. Answers with the first page of what it has now. */
  refreshChannelTemplate(id: string, options?: RequestOptions): Promise<Page<ChannelTemplate>> {
    return this.ask('POST', `/api/channels/${encodeURIComponent(id)}/templates/refresh`, { options, idempotent: true });
  }

  /** Show a message template */
  getChannelTemplate(id: string, name: string, language: string, options?: RequestOptions): Promise<ChannelTemplate> {
    return this.ask('GET', `/api/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(name)}/${encodeURIComponent(language)}`, { options });
  }

  /** Change a message template. The provider decides about it anew; until then the words of before are not sent any more. Only what is approved, rejected or paused, and what is made of words alone; an approved one keeps its category, and Meta takes one change a day of it. */
  setChannelTemplate(id: string, name: string, language: string, body: SetChannelTemplateBody, options?: RequestOptions): Promise<ChannelTemplate> {
    return this.ask('PUT', `/api/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(name)}/${encodeURIComponent(language)}`, { options, body });
  }

  /** Delete a message template. At the provider too, in this language. Meta keeps its name from being taken again for thirty days. */
  deleteChannelTemplate(id: string, name: string, language: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/channels/${encodeURIComponent(id)}/templates/${encodeURIComponent(name)}/${encodeURIComponent(language)}`, { options });
  }

  /** List the contacts, who wrote last first */
  listContacts(query: { limit?: number; cursor?: string; q?: string } = {}, options?: RequestOptions): Promise<Page<Contact>> {
    return this.ask('GET', `/api/contacts`, { options, query });
  }

  /** Create a contact who has not written yet */
  createContact(body: CreateContactBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('POST', `/api/contacts`, { options, body, idempotent: true });
  }

  /** Show a contact with their addresses and numbers */
  getContact(id: string, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}`, { options });
  }

  /** Change a contact’s name, language or time zone */
  changeContact(id: string, body: ChangeContactBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('PATCH', `/api/contacts/${encodeURIComponent(id)}`, { options, body });
  }

  /** List the conversations, the last active first */
  listConversations(query: { limit?: number; cursor?: string; contactId?: string } = {}, options?: RequestOptions): Promise<Page<Conversation>> {
    return this.ask('GET', `/api/conversations`, { options, query });
  }

  /** Show a conversation */
  getConversation(id: string, options?: RequestOptions): Promise<Conversation> {
    return this.ask('GET', `/api/conversations/${encodeURIComponent(id)}`, { options });
  }

  /** Change a conversation: who has it, its state, its labels. Everything at once or nothing; what is different after it stands in the timeline. A closed conversation opens, and a snoozed one comes back, when the contact writes. */
  changeConversation(id: string, body: ChangeConversationBody, options?: RequestOptions): Promise<InboxRow> {
    return this.ask('PATCH', `/api/conversations/${encodeURIComponent(id)}`, { options, body });
  }

  /** List a conversation’s messages */
  listConversationMessages(id: string, query: { limit?: number; cursor?: string; order?: 'newest' | 'oldest' } = {}, options?: RequestOptions): Promise<Page<Message>> {
    return this.ask('GET', `/api/conversations/${encodeURIComponent(id)}/messages`, { options, query });
  }

  /** Send a message. Queued behind what is already on its way in this conversation; the answer is the message as `pending`, and `GET /api/messages/{id}` follows it. What the channel cannot send is refused, naming the field. More than 24 hours after the contact last wrote, on WhatsApp, it becomes `needs_template`. With an `Idempotency-Key` a repeated request sends once. With `seenTo` nothing is sent when somebody else, or the assistant, has answered since. A member’s message takes the conversation from the assistant unless the organization wants both (`/api/desk/settings`). Who asked for silence is not written to; but while an incident of theirs is open that is high or imminent, a member who may see it may answer with free text while the window is open. */
  createConversationMessage(id: string, body: CreateConversationMessageBody, options?: RequestOptions): Promise<Message> {
    return this.ask('POST', `/api/conversations/${encodeURIComponent(id)}/messages`, { options, body, idempotent: true });
  }

  /** Show a message */
  getMessage(id: string, options?: RequestOptions): Promise<Message> {
    return this.ask('GET', `/api/messages/${encodeURIComponent(id)}`, { options });
  }

  /** List messages that did not go out, with why and what to do */
  listFailedSends(query: { limit?: number; cursor?: string; status?: 'uncertain' | 'needs_template' | 'error' | 'failed' } = {}, options?: RequestOptions): Promise<Page<Message>> {
    return this.ask('GET', `/api/failed-sends`, { options, query });
  }

  /** List the decisions made in a conversation, with why */
  listConversationTurns(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Turn>> {
    return this.ask('GET', `/api/conversations/${encodeURIComponent(id)}/turns`, { options, query });
  }

  /** Upload a file. The body is the file itself, with its media type in Content-Type; at most 100 MB. Then send a message with its id as `file`. What each channel takes is checked there. */
  createFile(file: Blob, query: { name?: string } = {}, options?: RequestOptions): Promise<File> {
    return this.ask('POST', `/api/files`, { options, file, query });
  }

  /** Read a file. The bytes as they came. Never shown as a page: pictures (JPEG, PNG, GIF, WebP), sound and film may be shown in place, everything else is saved. Takes Range. With `preview`, a picture (JPEG, PNG, GIF, WebP of up to 20 MB) as WebP, upright, without what else its file held. */
  getFile(id: string, query: { preview?: '320' | '1280' } = {}, options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/files/${encodeURIComponent(id)}`, { options, query, download: true });
  }

  /** Make a link to a file for a browser. A page cannot send a key with the pictures it shows. The link works for 15 minutes, for anybody who has it. */
  createFileLink(id: string, options?: RequestOptions): Promise<FileLink> {
    return this.ask('POST', `/api/files/${encodeURIComponent(id)}/links`, { options, idempotent: true });
  }

  /** Send a message that did not go out once more. Queues a new message and answers with it; the old one names it in `retriedAs`. Once a message: retry the new one. Who asked for silence is sent it where a member may answer them, as with a new message. */
  retryFailedSend(id: string, options?: RequestOptions): Promise<Message> {
    return this.ask('POST', `/api/failed-sends/${encodeURIComponent(id)}/retry`, { options, idempotent: true });
  }

  /** List who changed what. The newest first: ids and addresses, never what was said or written. Whether none is missing: `npm run baraza -- audit verify`. Signing in and accounts are in the log. */
  listAudit(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Audit>> {
    return this.ask('GET', `/api/audit`, { options, query });
  }

  /** Add an address to a contact */
  createContactIdentity(id: string, body: CreateContactIdentityBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/identities`, { options, body, idempotent: true });
  }

  /** Take an address away from a contact. A POST, so that the address stands in no log of addresses asked for. */
  removeContactIdentity(id: string, body: CreateContactIdentityBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/identities/remove`, { options, body, idempotent: true });
  }

  /** Give a contact to a member */
  assignContact(id: string, body: AssignContactBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/assign`, { options, body, idempotent: true });
  }

  /** Take a contact from a member; who sees only their own loses sight of it at once */
  unassignContact(id: string, body: AssignContactBody, options?: RequestOptions): Promise<CreateContactResult> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/unassign`, { options, body, idempotent: true });
  }

  /** List contacts that may be one person. The same number or e-mail address under different channel types. Nobody is merged by itself. */
  listContactDuplicates(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ContactDuplicate>> {
    return this.ask('GET', `/api/contact-duplicates`, { options, query });
  }

  /** Join another record of the same person into this contact. Can be taken back for 30 days. The other’s id leads to this contact from now on. */
  mergeContact(id: string, body: MergeContactBody, options?: RequestOptions): Promise<ContactMerge> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/merge`, { options, body, idempotent: true });
  }

  /** List what was joined with a contact, the newest first */
  listContactMerges(id: string, options?: RequestOptions): Promise<ListContactMergesResult> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/merges`, { options });
  }

  /** Take two records apart again */
  undoContactMerge(id: string, options?: RequestOptions): Promise<ContactMergeUndo> {
    return this.ask('POST', `/api/contact-merges/${encodeURIComponent(id)}/undo`, { options, idempotent: true });
  }

  /** List who asked for messages or for silence, and when: the proof */
  listContactConsents(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ContactConsent>> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/consents`, { options, query });
  }

  /** Record what a contact said elsewhere about being written to */
  createContactConsent(id: string, body: CreateContactConsentBody, options?: RequestOptions): Promise<ContactConsent> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/consents`, { options, body, idempotent: true });
  }

  /** List the tags and how many contacts have each */
  listTags(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Tag>> {
    return this.ask('GET', `/api/tags`, { options, query });
  }

  /** Create a tag */
  createTag(body: CreateTagBody, options?: RequestOptions): Promise<Tag> {
    return this.ask('POST', `/api/tags`, { options, body, idempotent: true });
  }

  /** Rename a tag */
  changeTag(id: string, body: CreateTagBody, options?: RequestOptions): Promise<Tag> {
    return this.ask('PATCH', `/api/tags/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a tag, from every contact */
  deleteTag(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/tags/${encodeURIComponent(id)}`, { options });
  }

  /** Make another tag this one */
  mergeTag(id: string, body: MergeContactBody, options?: RequestOptions): Promise<Tag> {
    return this.ask('POST', `/api/tags/${encodeURIComponent(id)}/merge`, { options, body, idempotent: true });
  }

  /** List the attributes contacts may have */
  listAttributes(options?: RequestOptions): Promise<Attribute> {
    return this.ask('GET', `/api/attributes`, { options });
  }

  /** Define an attribute */
  createAttribute(body: CreateAttributeBody, options?: RequestOptions): Promise<CreateAttributeResult> {
    return this.ask('POST', `/api/attributes`, { options, body, idempotent: true });
  }

  /** Change an attribute’s label, or add choices */
  changeAttribute(id: string, body: ChangeAttributeBody, options?: RequestOptions): Promise<CreateAttributeResult> {
    return this.ask('PATCH', `/api/attributes/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete an attribute with every contact’s value of it */
  deleteAttribute(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/attributes/${encodeURIComponent(id)}`, { options });
  }

  /** Show a contact’s tags and attributes */
  getContactExtras(id: string, options?: RequestOptions): Promise<ContactExtra> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/extras`, { options });
  }

  /** Give tags to a contact and take others; one that does not exist is made */
  changeContactTags(id: string, body: ChangeContactTagsBody, options?: RequestOptions): Promise<ContactExtra> {
    return this.ask('POST', `/api/contacts/${encodeURIComponent(id)}/tags`, { options, body, idempotent: true });
  }

  /** Set a contact’s attributes; what is not named stays */
  changeContactAttributes(id: string, body: ChangeContactAttributesBody, options?: RequestOptions): Promise<ContactExtra> {
    return this.ask('PATCH', `/api/contacts/${encodeURIComponent(id)}/attributes`, { options, body });
  }

  /** Tag many contacts, or set their attributes, at once: up to 500 */
  createContactChange(body: CreateContactChangeBody, options?: RequestOptions): Promise<ContactChange> {
    return this.ask('POST', `/api/contact-changes`, { options, body, idempotent: true });
  }

  /** List the segments */
  listSegments(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Segment>> {
    return this.ask('GET', `/api/segments`, { options, query });
  }

  /** Create a segment: contacts by rules */
  createSegment(body: CreateSegmentBody, options?: RequestOptions): Promise<Segment> {
    return this.ask('POST', `/api/segments`, { options, body, idempotent: true });
  }

  /** List contacts by words, segment and rule, with what a list shows of them. A POST, so that the words stand in no log of addresses asked for. Who wrote last first; before them who never wrote. */
  createContactList(body: CreateContactListBody, options?: RequestOptions): Promise<Page<ContactList>> {
    return this.ask('POST', `/api/contact-list`, { options, body });
  }

  /** Count whom a rule would mean, before it is kept */
  createSegmentCount(body: CreateSegmentCountBody, options?: RequestOptions): Promise<SegmentCount> {
    return this.ask('POST', `/api/segment-count`, { options, body });
  }

  /** Show a segment */
  getSegment(id: string, options?: RequestOptions): Promise<Segment> {
    return this.ask('GET', `/api/segments/${encodeURIComponent(id)}`, { options });
  }

  /** Change a segment */
  setSegment(id: string, body: CreateSegmentBody, options?: RequestOptions): Promise<Segment> {
    return this.ask('PUT', `/api/segments/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a segment and its copies; nothing happens to the contacts */
  deleteSegment(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/segments/${encodeURIComponent(id)}`, { options });
  }

  /** Count who is in a segment now */
  getSegmentCount(id: string, options?: RequestOptions): Promise<SegmentCount> {
    return this.ask('GET', `/api/segments/${encodeURIComponent(id)}/count`, { options });
  }

  /** List who is in a segment now */
  listSegmentContacts(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Contact>> {
    return this.ask('GET', `/api/segments/${encodeURIComponent(id)}/contacts`, { options, query });
  }

  /** List the copies made of a segment, the newest first */
  listSegmentCopies(id: string, options?: RequestOptions): Promise<SegmentCopy> {
    return this.ask('GET', `/api/segments/${encodeURIComponent(id)}/copies`, { options });
  }

  /** Write down who is in a segment at this moment */
  createSegmentCopy(id: string, options?: RequestOptions): Promise<CreateSegmentCopyResult> {
    return this.ask('POST', `/api/segments/${encodeURIComponent(id)}/copies`, { options, idempotent: true });
  }

  /** Upload a CSV file with contacts and see what is in it. Nothing is imported before it is started. At most 50 MB, 200,000 rows and 200 columns; any usual delimiter and encoding. */
  createContactImport(file: Blob, query: { fileName?: string } = {}, options?: RequestOptions): Promise<ContactImport> {
    return this.ask('POST', `/api/contact-imports`, { options, file, query });
  }

  /** List the imports of the last 30 days, the newest first */
  listContactImports(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ContactImport>> {
    return this.ask('GET', `/api/contact-imports`, { options, query });
  }

  /** Show an import and how far it is */
  getContactImport(id: string, options?: RequestOptions): Promise<ContactImport> {
    return this.ask('GET', `/api/contact-imports/${encodeURIComponent(id)}`, { options });
  }

  /** Start an import, saying what its columns hold */
  startContactImport(id: string, body: StartContactImportBody, options?: RequestOptions): Promise<ContactImport> {
    return this.ask('POST', `/api/contact-imports/${encodeURIComponent(id)}/start`, { options, body, idempotent: true });
  }

  /** Download the rows that were refused, each with the reason */
  getContactImportRefused(id: string, options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/contact-imports/${encodeURIComponent(id)}/refused`, { options, download: true });
  }

  /** Download contacts as CSV. Cells that a spreadsheet would run as a formula begin with an apostrophe. Each export is written down with who took it. */
  getContactExport(query: { segmentId?: string; columns?: string } = {}, options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/contact-export`, { options, query, download: true });
  }

  /** List conversations with what the inbox shows of them. Those that are open unless `state` says otherwise. What is asked of oneself (`assignee=me`, `unread`, `mentioned`) is a member’s; an API key has none. `attention` and `sort=risk` need `incidents.read`. */
  listInbox(query: { limit?: number; cursor?: string; state?: 'open' | 'snoozed' | 'closed' | 'all'; handler?: 'assistant' | 'people'; assignee?: string; team?: string; label?: string; channel?: string; tag?: string; contact?: string; unread?: 'true'; waiting?: 'true'; failed?: 'true'; attention?: 'true'; mentioned?: 'true'; sort?: 'newest' | 'waiting' | 'risk' } = {}, options?: RequestOptions): Promise<Page<InboxRow>> {
    return this.ask('GET', `/api/inbox`, { options, query });
  }

  /** Count the conversations behind each entry of the inbox */
  getInboxCounts(options?: RequestOptions): Promise<InboxCount> {
    return this.ask('GET', `/api/inbox/counts`, { options });
  }

  /** Count the conversations that a filter means */
  getInboxMatching(query: { state?: 'open' | 'snoozed' | 'closed' | 'all'; handler?: 'assistant' | 'people'; assignee?: string; team?: string; label?: string; channel?: string; tag?: string; contact?: string; unread?: 'true'; waiting?: 'true'; failed?: 'true'; attention?: 'true'; mentioned?: 'true' } = {}, options?: RequestOptions): Promise<MatchingCount> {
    return this.ask('GET', `/api/inbox/matching`, { options, query });
  }

  /** Show a conversation as it stands in the inbox */
  getInbox(id: string, options?: RequestOptions): Promise<InboxRow> {
    return this.ask('GET', `/api/inbox/${encodeURIComponent(id)}`, { options });
  }

  /** Change many conversations in the same way */
  changeInbox(body: ChangeInboxBody, options?: RequestOptions): Promise<InboxChange> {
    return this.ask('POST', `/api/inbox/change`, { options, body, idempotent: true });
  }

  /** Mark a conversation as read by oneself */
  readConversation(id: string, body: ReadConversationBody, options?: RequestOptions): Promise<ConversationRead> {
    return this.ask('POST', `/api/conversations/${encodeURIComponent(id)}/read`, { options, body, idempotent: true });
  }

  /** Mark a conversation as unread by oneself */
  unreadConversation(id: string, body: UnreadConversationBody, options?: RequestOptions): Promise<ConversationRead> {
    return this.ask('POST', `/api/conversations/${encodeURIComponent(id)}/unread`, { options, body, idempotent: true });
  }

  /** Show a conversation’s messages, notes and events in one order. The newest page; `before` and `after` go on from it, `around` shows what stands about one message. Notes are shown to those with the permission `notes.read`. */
  listConversationTimeline(id: string, query: { limit?: number; before?: string; after?: string; around?: string } = {}, options?: RequestOptions): Promise<ConversationTimeline> {
    return this.ask('GET', `/api/conversations/${encodeURIComponent(id)}/timeline`, { options, query });
  }

  /** Write a note into a conversation. For colleagues: it is never sent. It stands in the timeline. */
  createConversationNote(id: string, body: CreateConversationNoteBody, options?: RequestOptions): Promise<Note> {
    return this.ask('POST', `/api/conversations/${encodeURIComponent(id)}/notes`, { options, body, idempotent: true });
  }

  /** Change one’s own note */
  changeNote(id: string, body: CreateConversationNoteBody, options?: RequestOptions): Promise<Note> {
    return this.ask('PATCH', `/api/notes/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a note. One’s own; with the permission `notes.remove` anybody’s. */
  deleteNote(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/notes/${encodeURIComponent(id)}`, { options });
  }

  /** List the labels conversations may have */
  listLabels(options?: RequestOptions): Promise<Label> {
    return this.ask('GET', `/api/labels`, { options });
  }

  /** Create a label */
  createLabel(body: CreateLabelBody, options?: RequestOptions): Promise<CreateLabelResult> {
    return this.ask('POST', `/api/labels`, { options, body, idempotent: true });
  }

  /** Change a label’s name or colour */
  changeLabel(id: string, body: ChangeLabelBody, options?: RequestOptions): Promise<CreateLabelResult> {
    return this.ask('PATCH', `/api/labels/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a label, from every conversation */
  deleteLabel(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/labels/${encodeURIComponent(id)}`, { options });
  }

  /** List the teams and who is in them */
  listTeams(options?: RequestOptions): Promise<Team> {
    return this.ask('GET', `/api/teams`, { options });
  }

  /** Create a team */
  createTeam(body: CreateTeamBody, options?: RequestOptions): Promise<CreateTeamResult> {
    return this.ask('POST', `/api/teams`, { options, body, idempotent: true });
  }

  /** Change a team’s name or who is in it */
  changeTeam(id: string, body: ChangeTeamBody, options?: RequestOptions): Promise<CreateTeamResult> {
    return this.ask('PATCH', `/api/teams/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a team. Its conversations stay and are no team’s; its canned replies go with it. */
  deleteTeam(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/teams/${encodeURIComponent(id)}`, { options });
  }

  /** List canned replies. Everybody’s and those of one’s teams; whoever may change them sees all. Whose shortcut begins with `q` come first. */
  listCannedReplies(query: { q?: string; conversation?: string; limit?: number } = {}, options?: RequestOptions): Promise<CannedReply> {
    return this.ask('GET', `/api/canned-replies`, { options, query });
  }

  /** Create a canned reply */
  createCannedReply(body: CreateCannedReplyBody, options?: RequestOptions): Promise<CreateCannedReplyResult> {
    return this.ask('POST', `/api/canned-replies`, { options, body, idempotent: true });
  }

  /** Change a canned reply */
  changeCannedReply(id: string, body: ChangeCannedReplyBody, options?: RequestOptions): Promise<CreateCannedReplyResult> {
    return this.ask('PATCH', `/api/canned-replies/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a canned reply */
  deleteCannedReply(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/canned-replies/${encodeURIComponent(id)}`, { options });
  }

  /** List saved views of the inbox: one’s own and the shared ones */
  listInboxViews(options?: RequestOptions): Promise<InboxView> {
    return this.ask('GET', `/api/inbox-views`, { options });
  }

  /** Save a view of the inbox. Sharing it with everybody needs the permission `inbox_views.share`. */
  createInboxView(body: CreateInboxViewBody, options?: RequestOptions): Promise<CreateInboxViewResult> {
    return this.ask('POST', `/api/inbox-views`, { options, body, idempotent: true });
  }

  /** Change a saved view */
  changeInboxView(id: string, body: ChangeInboxViewBody, options?: RequestOptions): Promise<CreateInboxViewResult> {
    return this.ask('PATCH', `/api/inbox-views/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a saved view */
  deleteInboxView(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/inbox-views/${encodeURIComponent(id)}`, { options });
  }

  /** Search messages and contacts. Every word must occur, anywhere in a word; one of one or two letters where a word begins. Arabic and Urdu letters that are written alike count as one. */
  getSearch(query: { q?: string; limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Search> {
    return this.ask('GET', `/api/search`, { options, query });
  }

  /** Show how people and the assistant share conversations */
  getDeskSettings(options?: RequestOptions): Promise<DeskSetting> {
    return this.ask('GET', `/api/desk/settings`, { options });
  }

  /** Change how people and the assistant share conversations */
  changeDeskSettings(body: ChangeDeskSettingsBody, options?: RequestOptions): Promise<DeskSetting> {
    return this.ask('PATCH', `/api/desk/settings`, { options, body });
  }

  /** List incidents, the newest first. Messages that need attention, by contact. Members who see some contacts only are shown theirs, and those they were called for. With `contactId` and `state=all` it is a contact’s history. */
  listIncidents(query: { limit?: number; cursor?: string; state?: 'open' | 'waiting' | 'closed' | 'all'; severity?: 'moderate' | 'high' | 'imminent'; contactId?: string } = {}, options?: RequestOptions): Promise<Page<Incident>> {
    return this.ask('GET', `/api/incidents`, { options, query });
  }

  /** Show an incident: what was found, and what was done */
  getIncident(id: string, options?: RequestOptions): Promise<IncidentDetail> {
    return this.ask('GET', `/api/incidents/${encodeURIComponent(id)}`, { options });
  }

  /** Say that a member has been shown the incident. Somebody was reached; people are called all the same until somebody acknowledges it. Doing it again changes nothing. */
  seeIncident(id: string, options?: RequestOptions): Promise<IncidentDetail> {
    return this.ask('POST', `/api/incidents/${encodeURIComponent(id)}/see`, { options, idempotent: true });
  }

  /** Acknowledge an incident, saying what was done. From now on nobody is called for it, unless it gets worse. */
  acknowledgeIncident(id: string, body: AcknowledgeIncidentBody, options?: RequestOptions): Promise<IncidentDetail> {
    return this.ask('POST', `/api/incidents/${encodeURIComponent(id)}/acknowledge`, { options, body, idempotent: true });
  }

  /** Close an incident: resolved, or a false alarm. What the contact writes from now on opens a new one. */
  closeIncident(id: string, body: CloseIncidentBody, options?: RequestOptions): Promise<IncidentDetail> {
    return this.ask('POST', `/api/incidents/${encodeURIComponent(id)}/close`, { options, body, idempotent: true });
  }

  /** Write down something about an incident */
  createIncidentNote(id: string, body: CreateIncidentNoteBody, options?: RequestOptions): Promise<IncidentDetail> {
    return this.ask('POST', `/api/incidents/${encodeURIComponent(id)}/notes`, { options, body, idempotent: true });
  }

  /** Show how many incidents are open and how quickly people were there */
  getIncidentFigures(query: { days?: number } = {}, options?: RequestOptions): Promise<IncidentFigure> {
    return this.ask('GET', `/api/incident-figures`, { options, query });
  }

  /** Download incidents as CSV. Ids, severities and times; no names and nothing that anybody wrote. */
  getIncidentExport(options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/incident-export`, { options, download: true });
  }

  /** Show how messages that need attention are dealt with */
  getSafetySettings(options?: RequestOptions): Promise<SafetySetting> {
    return this.ask('GET', `/api/safety/settings`, { options });
  }

  /** Change how messages that need attention are dealt with. What is not named stays as it is. From the next message on. */
  changeSafetySettings(body: ChangeSafetySettingsBody, options?: RequestOptions): Promise<SafetySetting> {
    return this.ask('PATCH', `/api/safety/settings`, { options, body });
  }

  /** Show where the asker is told on the phone */
  getAlertPhone(options?: RequestOptions): Promise<AlertPhone> {
    return this.ask('GET', `/api/alert-phone`, { options });
  }

  /** Ask to be told on a phone: a code is sent there. Until the code comes back, the number before stays in use. One a minute, five a day. */
  setAlertPhone(body: SetAlertPhoneBody, options?: RequestOptions): Promise<AlertPhone> {
    return this.ask('PUT', `/api/alert-phone`, { options, body });
  }

  /** Be told on no phone any more */
  deleteAlertPhone(options?: RequestOptions): Promise<AlertPhone> {
    return this.ask('DELETE', `/api/alert-phone`, { options });
  }

  /** Confirm the phone with the code that was sent there */
  confirmAlertPhone(body: ConfirmAlertPhoneBody, options?: RequestOptions): Promise<AlertPhone> {
    return this.ask('POST', `/api/alert-phone/confirm`, { options, body, idempotent: true });
  }

  /** List the help lines that people in danger are shown. Those of the organization, and what the registry knows of a country (the organization’s, unless said). Nobody has tried the registry’s: call a number before you add it. */
  getSafetyLines(query: { country?: string } = {}, options?: RequestOptions): Promise<SafetyLine> {
    return this.ask('GET', `/api/safety-lines`, { options, query });
  }

  /** Add a help line that you have tried. It is shown for 90 days; then somebody must try it again (`verify`). */
  createSafetyLine(body: CreateSafetyLineBody, options?: RequestOptions): Promise<CreateSafetyLineResult> {
    return this.ask('POST', `/api/safety-lines`, { options, body, idempotent: true });
  }

  /** Say that you have tried a help line again. It is shown for another 90 days. */
  verifySafetyLine(id: string, options?: RequestOptions): Promise<CreateSafetyLineResult> {
    return this.ask('POST', `/api/safety-lines/${encodeURIComponent(id)}/verify`, { options, idempotent: true });
  }

  /** Remove a help line */
  deleteSafetyLine(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/safety-lines/${encodeURIComponent(id)}`, { options });
  }

  /** List how a contact felt, the newest first. What they said of themselves (`self`) and what was read from their messages (`inferred`) stand apart. Only of contacts who agreed that the asker sees it. */
  listContactMoods(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ContactMood>> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/moods`, { options, query });
  }

  /** List the people somebody looks after. Those in danger first, then those who were silent longest. Moods and the review of a plan are told where the person shares them with the asker. */
  listCarePeople(query: { limit?: number; cursor?: string; show?: 'everybody' | 'needs_now'; whose?: 'mine' | 'all' } = {}, options?: RequestOptions): Promise<Page<CarePerson>> {
    return this.ask('GET', `/api/care-people`, { options, query });
  }

  /** Show a person to whoever looks after them. Reading it is written down (`GET /api/audit`). */
  getCarePeople(id: string, options?: RequestOptions): Promise<CarePersonDetail> {
    return this.ask('GET', `/api/care-people/${encodeURIComponent(id)}`, { options });
  }

  /** Show what happened by week, in numbers about five people or more. Whole weeks that are over. What is about fewer than five people is null, and so is what would tell of them by subtraction. Test contacts are left out; who sees some people only gets the numbers of those. */
  getCareStatistics(options?: RequestOptions): Promise<CareStatistic> {
    return this.ask('GET', `/api/care-statistics`, { options });
  }

  /** Give a person into somebody’s hands */
  assignCarePeople(id: string, body: AssignContactBody, options?: RequestOptions): Promise<CarePersonDetail> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/assign`, { options, body, idempotent: true });
  }

  /** Take a person out of somebody’s hands. Whoever sees only their own people sees this one no more, from the next request on. */
  unassignCarePeople(id: string, body: AssignContactBody, options?: RequestOptions): Promise<CarePersonDetail> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/unassign`, { options, body, idempotent: true });
  }

  /** Open a person’s record in an emergency, for an hour. Whoever looks after them and those who assign people are told at once, with the reason in the app. It ends by itself after an hour. */
  createCareOpening(body: CreateCareOpeningBody, options?: RequestOptions): Promise<CareOpening> {
    return this.ask('POST', `/api/care-openings`, { options, body, idempotent: true });
  }

  /** End one’s own emergency opening before its hour is over */
  closeCarePeople(id: string, options?: RequestOptions): Promise<CareOpening> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/close`, { options, idempotent: true });
  }

  /** Show a person’s safety plan, where they share it with the asker. It is the person’s own. Reading it is written down (`GET /api/audit`). */
  getCarePeoplePlan(id: string, options?: RequestOptions): Promise<CarePeoplePlan> {
    return this.ask('GET', `/api/care-people/${encodeURIComponent(id)}/plan`, { options });
  }

  /** Write a safety plan down together with the person. Steps that are not named stay as they are. What each step said before is kept. */
  setCarePeoplePlan(id: string, body: SetCarePeoplePlanBody, options?: RequestOptions): Promise<CarePeoplePlan> {
    return this.ask('PUT', `/api/care-people/${encodeURIComponent(id)}/plan`, { options, body });
  }

  /** Say that the plan was looked at together, and still holds */
  reviewCarePeoplePlan(id: string, body: ReviewCarePeoplePlanBody, options?: RequestOptions): Promise<CarePeoplePlan> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/plan/review`, { options, body, idempotent: true });
  }

  /** Send the person their own plan in the chat */
  sendCarePeoplePlan(id: string, options?: RequestOptions): Promise<CarePeoplePlanSend> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/plan/send`, { options, idempotent: true });
  }

  /** Write down that the person lets another member see their plan. Only whoever sees the plan already can. In the chat the person says it themselves. */
  shareCarePeoplePlan(id: string, body: ShareCarePeoplePlanBody, options?: RequestOptions): Promise<CarePeoplePlan> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/plan/share`, { options, body, idempotent: true });
  }

  /** Write down that the person does not let a member see their plan any more */
  unshareCarePeoplePlan(id: string, body: AssignContactBody, options?: RequestOptions): Promise<CarePeoplePlan> {
    return this.ask('POST', `/api/care-people/${encodeURIComponent(id)}/plan/unshare`, { options, body, idempotent: true });
  }

  /** List the flows */
  listFlows(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<Flow>> {
    return this.ask('GET', `/api/flows`, { options, query });
  }

  /** Begin a flow, or bring one in. As a draft. A definition that was taken out of another organization (the `draft` of GET /api/flows/:id) can be handed in here. */
  createFlow(body: CreateFlowBody, options?: RequestOptions): Promise<CreateFlowResult> {
    return this.ask('POST', `/api/flows`, { options, body, idempotent: true });
  }

  /** Show a flow with its draft */
  getFlow(id: string, options?: RequestOptions): Promise<CreateFlowResult> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}`, { options });
  }

  /** Save the draft. What is published stays as it is. With `revision`, a draft that somebody else saved since is not written over. */
  changeFlow(id: string, body: ChangeFlowBody, options?: RequestOptions): Promise<CreateFlowResult> {
    return this.ask('PATCH', `/api/flows/${encodeURIComponent(id)}`, { options, body });
  }

  /** Publish the draft. As a version that never changes. New runs take it; runs that go on stay on theirs. Refused while the check finds faults. An archived flow comes back. */
  publishFlow(id: string, body: PublishFlowBody, options?: RequestOptions): Promise<Flow> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/publish`, { options, body, idempotent: true });
  }

  /** Publish an older version again. As a new version, so that the history stays; the draft becomes the same. */
  rollFlowBack(id: string, body: RollFlowBackBody, options?: RequestOptions): Promise<Flow> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/roll-back`, { options, body, idempotent: true });
  }

  /** Archive a flow. It begins no more. Runs that go on end as they would. */
  archiveFlow(id: string, options?: RequestOptions): Promise<Flow> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/archive`, { options, idempotent: true });
  }

  /** Bring an archived flow back. As it was. Refused where the check finds faults by now: its words may be another flow’s. */
  restoreFlow(id: string, options?: RequestOptions): Promise<Flow> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/restore`, { options, idempotent: true });
  }

  /** List the versions of a flow */
  listFlowVersions(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<FlowVersion>> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/versions`, { options, query });
  }

  /** Show what is published of a flow, or an older version */
  getFlowDefinition(id: string, query: { version?: number } = {}, options?: RequestOptions): Promise<FlowDefinition> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/definition`, { options, query });
  }

  /** Compare versions of a flow. From one version (the published one, unless said) to another, or without `to` to the draft: which nodes are new, gone or different, and in which fields. */
  getFlowDifferences(id: string, query: { from?: number; to?: number } = {}, options?: RequestOptions): Promise<FlowDifference> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/differences`, { options, query });
  }

  /** Count the ways contacts took. Of the published version, unless said: how often each exit was taken, of its latest 20,000 steps, and where runs wait now. */
  getFlowCounts(id: string, query: { version?: number } = {}, options?: RequestOptions): Promise<FlowCount> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/counts`, { options, query });
  }

  /** Show when a flow begins by itself. The next time of each schedule of the published version; and of the last 30 days, for how many it began because of a tag, an event or a schedule, and why it did not for the others. */
  getFlowStarts(id: string, options?: RequestOptions): Promise<FlowStart> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/starts`, { options });
  }

  /** List the texts of the draft, and which are missing */
  getFlowTexts(id: string, options?: RequestOptions): Promise<Text> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/texts`, { options });
  }

  /** Bring translated texts in. A CSV or XLIFF file that was downloaded here, with texts changed or added. They come into the draft. A line whose text was changed here meanwhile, is gone or cannot be read is left out, with the reason; an empty cell changes nothing. */
  changeFlowTexts(id: string, file: Blob, options?: RequestOptions): Promise<ChangeFlowTextsResult> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/texts`, { options, file });
  }

  /** Download the texts for a spreadsheet. A row a text, a column a language; with `language`, the first and that one. Cells that a spreadsheet would run as a formula begin with an apostrophe, which is taken away when the file comes back. */
  getFlowTextCsv(id: string, query: { language?: string } = {}, options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/texts/csv`, { options, query, download: true });
  }

  /** Download the texts for a translation tool. XLIFF 1.2, from the flow’s first language into `language`, or the second. */
  getFlowTextXliff(id: string, query: { language?: string } = {}, options?: RequestOptions): Promise<Blob> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/texts/xliff`, { options, query, download: true });
  }

  /** Check the draft. Lists everything that is wrong, at once, with the node. Only faults keep it from being published; warnings do not. */
  checkFlow(id: string, options?: RequestOptions): Promise<FlowCheck> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/check`, { options });
  }

  /** Try a definition. As it is handed in, saved or not: from its beginning through the inputs, with nothing sent, done or kept. Steps of modules are named, and waits pass when they are told to. */
  tryFlow(id: string, body: TryFlowBody, options?: RequestOptions): Promise<FlowTry> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/try`, { options, body });
  }

  /** Upload a file for flows to say. As POST /api/files, for whoever writes flows. Name its id as `file` in the `media` of a node. The check says which channels do not carry it. */
  createFlowFile(file: Blob, query: { name?: string } = {}, options?: RequestOptions): Promise<File> {
    return this.ask('POST', `/api/flow-files`, { options, file, query });
  }

  /** Make a link to a file that a flow says. For a page that shows it. The link works for 15 minutes, for anybody who has it. */
  createFlowFileLink(id: string, options?: RequestOptions): Promise<FileLink> {
    return this.ask('POST', `/api/flow-files/${encodeURIComponent(id)}/links`, { options, idempotent: true });
  }

  /** List what texts and conditions may name. With a conversation, as it is there now; else with examples. Answers of the flow itself are `answers.<name>`. */
  listFlowVariables(query: { conversationId?: string } = {}, options?: RequestOptions): Promise<FlowVariable> {
    return this.ask('GET', `/api/flow-variables`, { options, query });
  }

  /** List what flows may have modules do. The steps, with what each takes and how it may end, the intents a flow may begin with or a stage may use, the events and the groups. */
  getFlowParts(options?: RequestOptions): Promise<FlowPart> {
    return this.ask('GET', `/api/flow-parts`, { options });
  }

  /** List flows to begin from. Whole and without a fault, in three languages. Hand the definition of one to POST /api/flows. */
  listReadyFlows(options?: RequestOptions): Promise<ReadyFlow> {
    return this.ask('GET', `/api/ready-flows`, { options });
  }

  /** Show the JSON Schema of definitions. For editors and for programs that write flows. */
  getFlowSchema(options?: RequestOptions): Promise<Record<string, unknown>> {
    return this.ask('GET', `/api/flow-schema`, { options });
  }

  /** List the tests that are kept with a flow */
  listFlowCases(id: string, options?: RequestOptions): Promise<FlowCase> {
    return this.ask('GET', `/api/flows/${encodeURIComponent(id)}/cases`, { options });
  }

  /** Keep a talk as a test. As it goes with the draft: of a `test` of it, of a `run`, or a whole `content` that was exported. Answers to sensitive questions, and what a contact wrote in a run in their own words, are not kept: made-up ones stand in their place, or it is refused. */
  createFlowCase(id: string, body: CreateFlowCaseBody, options?: RequestOptions): Promise<CreateFlowCaseResult> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/cases`, { options, body, idempotent: true });
  }

  /** Play the tests of a flow. Dry, against the draft or the definition that is handed in: what was expected beside what was seen. */
  playFlowCase(id: string, body: PlayFlowCaseBody, options?: RequestOptions): Promise<FlowCasePlay> {
    return this.ask('POST', `/api/flows/${encodeURIComponent(id)}/cases/play`, { options, body });
  }

  /** Take what comes of a test now as right */
  acceptFlowCase(id: string, options?: RequestOptions): Promise<FlowCaseAccept> {
    return this.ask('POST', `/api/flow-cases/${encodeURIComponent(id)}/accept`, { options, idempotent: true });
  }

  /** Delete a test of a flow */
  deleteFlowCase(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/flow-cases/${encodeURIComponent(id)}`, { options });
  }

  /** List runs of flows. The latest first: of one flow, of one conversation, or in one state. */
  listFlowRuns(query: { limit?: number; cursor?: string; flowId?: string; conversationId?: string; state?: 'waiting' | 'suspended' | 'ended' | 'cancelled' } = {}, options?: RequestOptions): Promise<Page<FlowRun>> {
    return this.ask('GET', `/api/flow-runs`, { options, query });
  }

  /** Start a flow in a conversation. Without anybody having written. What waits there for an answer goes on after it. */
  createFlowRun(body: CreateFlowRunBody, options?: RequestOptions): Promise<FlowRun> {
    return this.ask('POST', `/api/flow-runs`, { options, body, idempotent: true });
  }

  /** Show a run: its answers and the way it went */
  getFlowRun(id: string, options?: RequestOptions): Promise<GetFlowRunResult> {
    return this.ask('GET', `/api/flow-runs/${encodeURIComponent(id)}`, { options });
  }

  /** Cancel a run. Nothing is said to the contact. */
  cancelFlowRun(id: string, options?: RequestOptions): Promise<FlowRun> {
    return this.ask('POST', `/api/flow-runs/${encodeURIComponent(id)}/cancel`, { options, idempotent: true });
  }

  /** Move a run to another node. It goes on from there at once. Only to a node of its own version, and only where it has the answers that the node decides by. */
  moveFlowRun(id: string, body: MoveFlowRunBody, options?: RequestOptions): Promise<FlowRun> {
    return this.ask('POST', `/api/flow-runs/${encodeURIComponent(id)}/move`, { options, body, idempotent: true });
  }

  /** Let a run begin again. From the start, with nothing answered, as a run of the version that is published now. One that is over begins again too. */
  restartFlowRun(id: string, options?: RequestOptions): Promise<FlowRun> {
    return this.ask('POST', `/api/flow-runs/${encodeURIComponent(id)}/restart`, { options, idempotent: true });
  }

  /** Move a conversation to a stage. By hand, with the reason; it stands in the timeline. Flows move it by themselves. */
  setConversationStage(id: string, body: SetConversationStageBody, options?: RequestOptions): Promise<Conversation> {
    return this.ask('PUT', `/api/conversations/${encodeURIComponent(id)}/stage`, { options, body });
  }

  /** List stored texts. By name. A flow’s text or prompt says one with the gap {{ text.<name> }}, in the contact’s language. */
  listTexts(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<StoredText>> {
    return this.ask('GET', `/api/texts`, { options, query });
  }

  /** Write a stored text. As a draft: nothing says it until it is published. */
  createText(body: CreateTextBody, options?: RequestOptions): Promise<StoredText> {
    return this.ask('POST', `/api/texts`, { options, body, idempotent: true });
  }

  /** Show a stored text */
  getText(id: string, options?: RequestOptions): Promise<StoredText> {
    return this.ask('GET', `/api/texts/${encodeURIComponent(id)}`, { options });
  }

  /** Change the draft of a stored text. What flows say stays until it is published. */
  changeText(id: string, body: ChangeTextBody, options?: RequestOptions): Promise<StoredText> {
    return this.ask('PATCH', `/api/texts/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a stored text that no published flow names */
  deleteText(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/texts/${encodeURIComponent(id)}`, { options });
  }

  /** Read a text as somebody would. It need not be saved. With a conversation as the contact there would read it; and everything that keeps it from being published. */
  previewText(body: PreviewTextBody, options?: RequestOptions): Promise<TextPreview> {
    return this.ask('POST', `/api/texts/preview`, { options, body });
  }

  /** Publish a stored text. Flows say it from now on, those that run too. Refused with everything that is wrong, in any language. */
  publishText(id: string, body: PublishTextBody, options?: RequestOptions): Promise<StoredText> {
    return this.ask('POST', `/api/texts/${encodeURIComponent(id)}/publish`, { options, body, idempotent: true });
  }

  /** Publish an older version of a stored text again */
  rollTextBack(id: string, body: RollFlowBackBody, options?: RequestOptions): Promise<StoredText> {
    return this.ask('POST', `/api/texts/${encodeURIComponent(id)}/roll-back`, { options, body, idempotent: true });
  }

  /** List what was published of a stored text. The latest hundred, the newest first, each with its words. */
  listTextVersions(id: string, options?: RequestOptions): Promise<TextVersion> {
    return this.ask('GET', `/api/texts/${encodeURIComponent(id)}/versions`, { options });
  }

  /** Show whether the companion is switched on, and who answers for it */
  getCompanion(options?: RequestOptions): Promise<CompanionSettings> {
    return this.ask('GET', `/api/companion`, { options });
  }

  /** Switch the companion on or off, and name who answers for it. To switch it on is to confirm that people of yours look after it; on WhatsApp a companion may only be part of such a service. Its flows are published with it. */
  changeCompanion(body: ChangeCompanionBody, options?: RequestOptions): Promise<CompanionSettings> {
    return this.ask('PATCH', `/api/companion`, { options, body });
  }

  /** Show a person as the companion knows them, and what they allowed. What they told it is there only while they share it. */
  getContactCompanion(id: string, options?: RequestOptions): Promise<CompanionPerson> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/companion`, { options });
  }

  /** List what was written about a person for their clinicians, the newest first. Nothing where the person does not share it with you. While they are in danger none is written. */
  listContactCompanionSummaries(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<CompanionSummary>> {
    return this.ask('GET', `/api/contacts/${encodeURIComponent(id)}/companion-summaries`, { options, query });
  }

  /** Write the look backs that are not written yet. For the day or week that ended, to people who asked for it and for the clinicians of those who share. Each once, however often this is asked; none for who is in danger, asked for silence, or did not answer the last three. */
  triggerCareSummaries(body: TriggerCareSummariesBody, options?: RequestOptions): Promise<CareTriggerSummary> {
    return this.ask('POST', `/api/care/trigger-summaries`, { options, body, idempotent: true });
  }

  /** List the model providers */
  listModelProviders(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ModelProvider>> {
    return this.ask('GET', `/api/model-providers`, { options, query });
  }

  /** Name a model provider. Nothing is sent to it by that. Setting contactText is the organization’s consent that what contacts write may go there. */
  createModelProvider(body: CreateModelProviderBody, options?: RequestOptions): Promise<ModelProvider> {
    return this.ask('POST', `/api/model-providers`, { options, body, idempotent: true });
  }

  /** Show a model provider and what it was used for today */
  getModelProvider(id: string, options?: RequestOptions): Promise<ModelProvider> {
    return this.ask('GET', `/api/model-providers/${encodeURIComponent(id)}`, { options });
  }

  /** Change a model provider. What is not named stays. Another address needs the key and contactText again. */
  changeModelProvider(id: string, body: ChangeModelProviderBody, options?: RequestOptions): Promise<ModelProvider> {
    return this.ask('PATCH', `/api/model-providers/${encodeURIComponent(id)}`, { options, body });
  }

  /** List what was asked of models and what it cost, the newest first. Numbers only: what was asked and answered stands in the evidence of the turn. */
  listModelCalls(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<ModelCall>> {
    return this.ask('GET', `/api/model-calls`, { options, query });
  }

  /** Ask a model provider one small question and say what is wrong. It costs a few tokens and counts. Nothing that anybody wrote is sent. */
  checkModelProvider(id: string, options?: RequestOptions): Promise<ModelProviderCheck> {
    return this.ask('POST', `/api/model-providers/${encodeURIComponent(id)}/check`, { options, idempotent: true });
  }

  /** Stop asking a model provider */
  disableModelProvider(id: string, options?: RequestOptions): Promise<ModelProvider> {
    return this.ask('POST', `/api/model-providers/${encodeURIComponent(id)}/disable`, { options, idempotent: true });
  }

  /** Ask a disabled model provider again */
  enableModelProvider(id: string, options?: RequestOptions): Promise<ModelProvider> {
    return this.ask('POST', `/api/model-providers/${encodeURIComponent(id)}/enable`, { options, idempotent: true });
  }

  /** List who is told what happens */
  listWebhookSubscriptions(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<WebhookSubscription>> {
    return this.ask('GET', `/api/webhook-subscriptions`, { options, query });
  }

  /** Tell another system what happens. Each event is posted to the address, signed, and tried for a day. The secret is in the answer, this once. Needs the permission to read what the events show. docs/running/webhooks.md says how to verify. */
  createWebhookSubscription(body: CreateWebhookSubscriptionBody, options?: RequestOptions): Promise<CreateWebhookSubscriptionResult> {
    return this.ask('POST', `/api/webhook-subscriptions`, { options, body, idempotent: true });
  }

  /** Show a subscription */
  getWebhookSubscription(id: string, options?: RequestOptions): Promise<WebhookSubscription> {
    return this.ask('GET', `/api/webhook-subscriptions/${encodeURIComponent(id)}`, { options });
  }

  /** Change, disable or enable a subscription. While it is disabled nothing is written for it; what waited before goes on when it is enabled. */
  changeWebhookSubscription(id: string, body: ChangeWebhookSubscriptionBody, options?: RequestOptions): Promise<WebhookSubscription> {
    return this.ask('PATCH', `/api/webhook-subscriptions/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete a subscription with its log */
  deleteWebhookSubscription(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/webhook-subscriptions/${encodeURIComponent(id)}`, { options });
  }

  /** Sign with a new secret. The new secret is in the answer, this once. For the hours of grace each delivery carries both signatures. */
  rotateWebhookSubscriptionSecret(id: string, body: RotateWebhookSubscriptionSecretBody, options?: RequestOptions): Promise<CreateWebhookSubscriptionResult> {
    return this.ask('POST', `/api/webhook-subscriptions/${encodeURIComponent(id)}/rotate-secret`, { options, body, idempotent: true });
  }

  /** List what was delivered and what was not, the newest event first. Kept for seven days. */
  listWebhookSubscriptionDeliveries(id: string, query: { limit?: number; cursor?: string; state?: 'waiting' | 'delivered' | 'failed' } = {}, options?: RequestOptions): Promise<Page<WebhookSubscriptionDelivery>> {
    return this.ask('GET', `/api/webhook-subscriptions/${encodeURIComponent(id)}/deliveries`, { options, query });
  }

  /** Deliver the events of a span of time again. With their own ids, in order within each conversation. Events are kept for seven days. */
  replayWebhookSubscription(id: string, body: ReplayWebhookSubscriptionBody, options?: RequestOptions): Promise<WebhookSubscriptionReplay> {
    return this.ask('POST', `/api/webhook-subscriptions/${encodeURIComponent(id)}/replay`, { options, body, idempotent: true });
  }

  /** Deliver one event again */
  replayWebhookDelivery(id: string, options?: RequestOptions): Promise<WebhookSubscriptionDelivery> {
    return this.ask('POST', `/api/webhook-deliveries/${encodeURIComponent(id)}/replay`, { options, idempotent: true });
  }

  /** List the addresses other systems may call */
  listIncomingWebhooks(query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<IncomingWebhook>> {
    return this.ask('GET', `/api/incoming-webhooks`, { options, query });
  }

  /** Make an address for another system to call. The address, with its token, is in the answer, this once. Templates are Liquid; what is sent is `body` in them. */
  createIncomingWebhook(body: CreateIncomingWebhookBody, options?: RequestOptions): Promise<CreateIncomingWebhookResult> {
    return this.ask('POST', `/api/incoming-webhooks`, { options, body, idempotent: true });
  }

  /** Show an incoming webhook */
  getIncomingWebhook(id: string, options?: RequestOptions): Promise<IncomingWebhook> {
    return this.ask('GET', `/api/incoming-webhooks/${encodeURIComponent(id)}`, { options });
  }

  /** Change, disable or enable an incoming webhook */
  changeIncomingWebhook(id: string, body: ChangeIncomingWebhookBody, options?: RequestOptions): Promise<IncomingWebhook> {
    return this.ask('PATCH', `/api/incoming-webhooks/${encodeURIComponent(id)}`, { options, body });
  }

  /** Delete an incoming webhook with its log */
  deleteIncomingWebhook(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/incoming-webhooks/${encodeURIComponent(id)}`, { options });
  }

  /** List what was sent to it, the newest first. Kept for 30 days. */
  listIncomingWebhookCalls(id: string, query: { limit?: number; cursor?: string } = {}, options?: RequestOptions): Promise<Page<IncomingWebhookCall>> {
    return this.ask('GET', `/api/incoming-webhooks/${encodeURIComponent(id)}/calls`, { options, query });
  }

  /** List the phones in the browser */
  listPhones(options?: RequestOptions): Promise<Page<Phone>> {
    return this.ask('GET', `/api/phones`, { options });
  }

  /** Make a phone with a test contact of its own. On the first channel of the type "simulator"; when there is none it is made. */
  createPhone(body: CreatePhoneBody, options?: RequestOptions): Promise<Phone> {
    return this.ask('POST', `/api/phones`, { options, body, idempotent: true });
  }

  /** Show a phone */
  getPhone(id: string, options?: RequestOptions): Promise<Phone> {
    return this.ask('GET', `/api/phones/${encodeURIComponent(id)}`, { options });
  }

  /** Rename a phone, turn it off or on, or let delivery fail. Off: what is sent stays "sent", and arrives when it is turned on. */
  changePhone(id: string, body: ChangePhoneBody, options?: RequestOptions): Promise<Phone> {
    return this.ask('PATCH', `/api/phones/${encodeURIComponent(id)}`, { options, body });
  }

  /** Throw a phone away. Its test contact and their conversations stay, closed. */
  deletePhone(id: string, options?: RequestOptions): Promise<null> {
    return this.ask('DELETE', `/api/phones/${encodeURIComponent(id)}`, { options });
  }

  /** Start again with a new test contact. As if it had never written. The conversation before is closed and stays to be looked at. */
  restartPhone(id: string, options?: RequestOptions): Promise<Phone> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/restart`, { options, idempotent: true });
  }

  /** List the messages on a phone. Of its conversation since it last started again; as GET /api/conversations/{id}/messages, for whoever may use the phone. */
  listPhoneMessages(id: string, query: { limit?: number; cursor?: string; order?: 'newest' | 'oldest' } = {}, options?: RequestOptions): Promise<Page<Message>> {
    return this.ask('GET', `/api/phones/${encodeURIComponent(id)}/messages`, { options, query });
  }

  /** Write, tap, react, edit or delete as the phone’s owner. It goes the whole way of a message from a provider. The answer is the message as it was stored. */
  createPhoneMessage(id: string, body: CreatePhoneMessageBody, options?: RequestOptions): Promise<Message> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/messages`, { options, body, idempotent: true });
  }

  /** Say that everything up to a message was seen on the phone */
  readPhone(id: string, body: ReadPhoneBody, options?: RequestOptions): Promise<null> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/read`, { options, body, idempotent: true });
  }

  /** Say that the phone’s owner is writing, or stopped */
  typingPhone(id: string, body: TypingPhoneBody, options?: RequestOptions): Promise<null> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/typing`, { options, body });
  }

  /** Upload a file to send from the phone. As POST /api/files, for whoever may use the phone. Then write a message with its id as `file`. */
  createPhoneFile(id: string, file: Blob, query: { name?: string } = {}, options?: RequestOptions): Promise<File> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/files`, { options, file, query });
  }

  /** Make a link to the file of a message on the phone. As POST /api/files/{id}/links, for whoever may use the phone. */
  createPhoneMessageLink(id: string, message: string, options?: RequestOptions): Promise<FileLink> {
    return this.ask('POST', `/api/phones/${encodeURIComponent(id)}/messages/${encodeURIComponent(message)}/links`, { options });
  }

  /** Show today’s numbers. In the organization’s time zone. Test contacts are left out; who sees some contacts only gets the numbers of those. */
  getOverview(options?: RequestOptions): Promise<Overview> {
    return this.ask('GET', `/api/overview`, { options });
  }

  /** Show a decision: why it was answered so. With the way as times, what was taken and made, what a model was asked and what that cost. Words are for whoever may read the conversation and the evidence, for 30 days; others learn how many there are. A message names its decision in `turnId`. */
  getTurn(id: string, options?: RequestOptions): Promise<GetTurnResult> {
    return this.ask('GET', `/api/turns/${encodeURIComponent(id)}`, { options });
  }

  /** Decide once more, as things stood then, with the configuration of today. Nothing is sent and nothing written. A model is asked, and counted, only when `askModel` confirms it. */
  replayTurn(id: string, body: ReplayTurnBody, options?: RequestOptions): Promise<TurnReplay> {
    return this.ask('POST', `/api/turns/${encodeURIComponent(id)}/replay`, { options, body });
  }

  /** Try what an assistant with these settings would answer. Nothing is stored. Send what was said so far each time, and `memory` as the last answer gave it. */
  tryAssistant(body: TryAssistantBody, options?: RequestOptions): Promise<AssistantTry> {
    return this.ask('POST', `/api/assistants/try`, { options, body });
  }

  /** List what should be looked at. The newest first. A member is shown those they can do something about. A notice is closed by itself when what it is about was mended. Kept 400 days. */
  listNotices(query: { limit?: number; cursor?: string; closed?: 'include' | 'only' } = {}, options?: RequestOptions): Promise<Page<Notice>> {
    return this.ask('GET', `/api/notices`, { options, query });
  }

  /** Mark a notice as seen. It stays open. */
  seeNotice(id: string, options?: RequestOptions): Promise<Notice> {
    return this.ask('POST', `/api/notices/${encodeURIComponent(id)}/see`, { options, idempotent: true });
  }

  /** Close a notice. Should the same happen again, there is a new one. */
  closeNotice(id: string, options?: RequestOptions): Promise<Notice> {
    return this.ask('POST', `/api/notices/${encodeURIComponent(id)}/close`, { options, idempotent: true });
  }

  /** List what was given up. The newest first, of every kind the asker may see: messages (`failed_sends.read`), turns (`turns.read`), webhook deliveries (`webhooks.read`), calls of incoming webhooks (`incoming_webhooks.read`). */
  listDeadLetters(query: { limit?: number; cursor?: string; kind?: 'send' | 'turn' | 'delivery' | 'call' | 'run' } = {}, options?: RequestOptions): Promise<Page<DeadLetter>> {
    return this.ask('GET', `/api/dead-letters`, { options, query });
  }

  /** Try once more what was given up. A message is queued anew, as `POST /api/failed-sends/:id/retry` does; a turn is decided again by the assistant, unless the conversation went on; an event is delivered again; a call is acted on again. Each takes the permission for doing the same by its own address. */
  replayDeadLetter(id: string, body: ReplayDeadLetterBody, options?: RequestOptions): Promise<DeadLetterReplay> {
    return this.ask('POST', `/api/dead-letters/${encodeURIComponent(id)}/replay`, { options, body, idempotent: true });
  }
}
