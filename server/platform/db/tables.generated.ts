// Made by `npm run generate` from the migrated database. Do not edit.
import type { ColumnType, Generated as KyselyGenerated } from 'kysely';

type Generated<T> = T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : KyselyGenerated<T>;
type Timestamp = ColumnType<Date, Date, Date>;
/** Read as a value, written as JSON text. */
// biome-ignore lint/suspicious/noExplicitAny: what a jsonb column holds is known to the room that owns it.
type Json = ColumnType<any, string, string>;

export interface Tables {
  api_keys: {
    organization_id: string;
    id: string;
    name: string;
    start: string;
    scopes: string[] | null;
    expires_at: Timestamp | null;
    previous_hash: Buffer | null;
    previous_until: Timestamp | null;
    provisioned: Generated<boolean>;
    revoked_at: Timestamp | null;
    last_used_at: Timestamp | null;
    created_at: Timestamp;
  };
  attributes: {
    organization_id: string;
    id: string;
    key: string;
    label: string;
    type: string;
    choices: Generated<Json>;
    length_max: number;
    personal: boolean;
    sensitive: boolean;
    created_at: Timestamp;
  };
  audit_entries: {
    organization_id: string;
    position: number;
    at: Timestamp;
    actor_kind: string;
    actor_id: string;
    action: string;
    object: string | null;
    request_id: string;
    hash: Buffer;
  };
  canned_replies: {
    organization_id: string;
    id: string;
    team_id: string | null;
    shortcut: string;
    title: string;
    text: string;
    folded: string;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  channel_log: {
    organization_id: string;
    id: string;
    channel_id: string;
    kind: string;
    reason: string;
    raw: Json | null;
    created_at: Timestamp;
  };
  channel_templates: {
    organization_id: string;
    channel_id: string;
    name: string;
    language: string;
    provider_id: string | null;
    status: string | null;
    category: string | null;
    quality: string | null;
    reason: string | null;
    changed_at: Timestamp;
    text: Json | null;
  };
  channels: {
    organization_id: string;
    id: string;
    type: string;
    name: string;
    settings: Json;
    sealed_secrets: string | null;
    limits: Json | null;
    assistant: Json;
    state: Generated<string>;
    trouble: Json | null;
    provisioned: Generated<boolean>;
    created_at: Timestamp;
    changed_at: Timestamp;
    health: Generated<Json>;
    secret_facts: Generated<Json>;
    look_at: Timestamp | null;
  };
  consents: {
    organization_id: string;
    id: string;
    contact_id: string;
    conversation_id: string;
    given: boolean;
    message_id: string | null;
    word: string | null;
    created_at: Timestamp;
    author: Generated<string>;
    author_id: string | null;
    reason: string | null;
    overrides: string | null;
  };
  contact_assignments: {
    organization_id: string;
    id: string;
    contact_id: string;
    member_id: string;
    assigned_by: string;
    created_at: Timestamp;
    ended_at: Timestamp | null;
  };
  contact_attributes: {
    organization_id: string;
    attribute_id: string;
    contact_id: string;
    value: Json | null;
    sealed: string | null;
    changed_at: Timestamp;
  };
  contact_exports: {
    organization_id: string;
    id: string;
    actor: string;
    segment_id: string | null;
    columns: Json;
    contacts: number | null;
    created_at: Timestamp;
  };
  contact_import_slices: {
    organization_id: string;
    import_id: string;
    number: number;
    rows: Json | null;
    refused: Generated<Json>;
    created_at: Timestamp;
  };
  contact_imports: {
    organization_id: string;
    id: string;
    file_name: string;
    state: string;
    preview: Json;
    options: Json | null;
    slices: number;
    next_slice: Generated<number>;
    rows_total: number;
    created: Generated<number>;
    updated: Generated<number>;
    refused: Generated<number>;
    trouble: string | null;
    started_by: Json | null;
    created_at: Timestamp;
    started_at: Timestamp | null;
    finished_at: Timestamp | null;
  };
  contact_merges: {
    organization_id: string;
    id: string;
    kept_id: string;
    merged_id: string;
    record: Json;
    merged_by: string;
    created_at: Timestamp;
    undone_at: Timestamp | null;
    undone_by: string | null;
  };
  contact_search: {
    organization_id: string;
    contact_id: string;
    folded: string;
  };
  contact_tags: {
    organization_id: string;
    tag_id: string;
    contact_id: string;
    created_at: Timestamp;
  };
  contacts: {
    organization_id: string;
    id: string;
    name: string | null;
    profile_name: string | null;
    language: string | null;
    created_at: Timestamp;
    last_seen_at: Timestamp | null;
    work: Generated<number>;
    done: Generated<number>;
    due_at: Timestamp | null;
    failures: Generated<number>;
    turn_lease: string | null;
    turn_until: Timestamp | null;
    finished_lease: string | null;
    time_zone: string | null;
    merged_into: string | null;
    test: Generated<boolean>;
  };
  conversation_events: {
    organization_id: string;
    id: string;
    conversation_id: string;
    kind: string;
    actor: string;
    actor_id: string;
    data: Json;
    created_at: Timestamp;
  };
  conversation_labels: {
    organization_id: string;
    label_id: string;
    conversation_id: string;
    created_at: Timestamp;
  };
  conversation_notes: {
    organization_id: string;
    id: string;
    conversation_id: string;
    text: string;
    author: string;
    author_id: string;
    created_at: Timestamp;
    changed_at: Timestamp | null;
  };
  conversation_reads: {
    organization_id: string;
    member_id: string;
    conversation_id: string;
    read_to: string;
    read_at: Timestamp;
  };
  conversation_settings: {
    organization_id: string;
    reply_pauses_assistant: boolean;
    changed_at: Timestamp;
  };
  conversations: {
    organization_id: string;
    id: string;
    contact_id: string;
    channel_id: string;
    recipient: Json;
    state: Generated<string>;
    handler: Generated<string>;
    handler_reason: string | null;
    routing: Generated<Json>;
    opted_out_at: Timestamp | null;
    silenced_to: number | null;
    last_inbound_at: Timestamp | null;
    last_message_at: Timestamp;
    created_at: Timestamp;
    queued: Generated<number>;
    settled: Generated<number>;
    lane_due_at: Timestamp | null;
    lane_lease: string | null;
    lane_until: Timestamp | null;
    waiting_since: Timestamp | null;
  };
  desk_conversations: {
    organization_id: string;
    conversation_id: string;
    assignee_id: string | null;
    team_id: string | null;
    snoozed_until: Timestamp | null;
    snoozed_after: string | null;
    changed_at: Timestamp;
  };
  directory: {
    kind: string;
    key_hash: Buffer;
    organization_id: string;
    object_id: string;
    shared: Generated<boolean>;
    key_id: string | null;
  };
  file_blobs: {
    organization_id: string;
    hash: string;
    key: string;
    size: number;
    used_at: Timestamp;
  };
  files: {
    organization_id: string;
    id: string;
    hash: string;
    media_type: string;
    name: string | null;
    conversation_id: string | null;
    created_at: Timestamp;
  };
  idempotency_keys: {
    organization_id: string;
    actor_id: string;
    key: string;
    request_hash: Buffer;
    status: number | null;
    response: Json | null;
    created_at: Timestamp;
  };
  identities: {
    organization_id: string;
    channel_type: string;
    address: string;
    contact_id: string;
    created_at: Timestamp;
  };
  inbox_views: {
    organization_id: string;
    id: string;
    member_id: string;
    shared: boolean;
    name: string;
    filter: Json;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  incident_alerts: {
    organization_id: string;
    id: string;
    incident_id: string;
    member_id: string;
    state: string;
    reason: string | null;
    created_at: Timestamp;
    settled_at: Timestamp | null;
  };
  incident_entries: {
    organization_id: string;
    id: string;
    incident_id: string;
    kind: string;
    actor: string;
    actor_id: string;
    data: Json;
    sealed_note: string | null;
    created_at: Timestamp;
  };
  incidents: {
    organization_id: string;
    id: string;
    contact_id: string;
    conversation_id: string;
    message_id: string;
    severity: string;
    categories: string[];
    state: string;
    messages: number;
    step: number;
    due_at: Timestamp | null;
    raised_at: Timestamp;
    called_at: Timestamp;
    last_at: Timestamp;
    delivered_at: Timestamp | null;
    acknowledged_at: Timestamp | null;
    acknowledged_by: string | null;
    closed_at: Timestamp | null;
    closed_by: string | null;
    follow_up_at: Timestamp | null;
    created_at: Timestamp;
  };
  incoming_calls: {
    organization_id: string;
    id: string;
    webhook_id: string;
    name: string | null;
    state: string;
    due_at: Timestamp | null;
    body: Json;
    result: Json | null;
    trouble: Json | null;
    created_at: Timestamp;
    contact_id: string | null;
  };
  incoming_webhooks: {
    organization_id: string;
    id: string;
    name: string;
    start: string;
    action: Json;
    deduplicate: Json | null;
    state: Generated<string>;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  installation_keys: {
    key_id: string;
    place: number;
    sealed_key: string;
  };
  invitations: {
    organization_id: string;
    id: string;
    email: string;
    role: string;
    invited_by: string | null;
    expires_at: Timestamp;
    accepted_at: Timestamp | null;
    revoked_at: Timestamp | null;
    created_at: Timestamp;
  };
  labels: {
    organization_id: string;
    id: string;
    name: string;
    folded: string;
    colour: string;
    created_at: Timestamp;
  };
  members: {
    organization_id: string;
    id: string;
    user_id: string;
    role: string;
    provisioned: Generated<boolean>;
    disabled_at: Timestamp | null;
    created_at: Timestamp;
    last_seen_at: Timestamp | null;
    left_at: Timestamp | null;
  };
  message_search: {
    organization_id: string;
    message_id: string;
    folded: string;
  };
  message_search_progress: {
    organization_id: string;
    indexed_to: string;
    changed_at: Timestamp;
  };
  messages: {
    organization_id: string;
    id: string;
    conversation_id: string;
    contact_id: string;
    channel_id: string;
    direction: string;
    position: number;
    kind: string;
    text: string | null;
    content: Json | null;
    raw: Json | null;
    author: string;
    author_id: string | null;
    turn_id: string | null;
    provider_id: string | null;
    quotes: string | null;
    status: string;
    trouble: Json | null;
    attempts: Generated<number>;
    doubts: Generated<number>;
    duplicates: Generated<number>;
    late: Generated<boolean>;
    written_at: Timestamp | null;
    created_at: Timestamp;
    sending_at: Timestamp | null;
    sent_at: Timestamp | null;
    delivered_at: Timestamp | null;
    read_at: Timestamp | null;
    retried_as: string | null;
  };
  model_calls: {
    organization_id: string;
    id: string;
    provider_id: string;
    model: string;
    purpose: string;
    turn_id: string | null;
    contact_id: string | null;
    outcome: string;
    input_tokens: number | null;
    output_tokens: number | null;
    cost_micros: number | null;
    currency: string | null;
    took_ms: number;
    created_at: Timestamp;
  };
  model_days: {
    organization_id: string;
    provider_id: string;
    day: string;
    calls: Generated<number>;
    tokens: Generated<number>;
    took_ms: Generated<number>;
    exhausted_at: Timestamp | null;
    created_at: Timestamp;
  };
  model_providers: {
    organization_id: string;
    id: string;
    name: string;
    preset: string;
    settings: Json;
    sealed_key: string | null;
    contact_text_by: string | null;
    contact_text_at: Timestamp | null;
    state: Generated<string>;
    provisioned: Generated<boolean>;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  note_mentions: {
    organization_id: string;
    member_id: string;
    conversation_id: string;
    note_id: string;
  };
  notices: {
    organization_id: string;
    id: string;
    kind: string;
    subject: string;
    sentence: Json;
    since: Timestamp;
    seen_at: Timestamp | null;
    closed_at: Timestamp | null;
    created_at: Timestamp;
  };
  organizations: {
    id: string;
    slug: string;
    name: string;
    language: Generated<string>;
    time_zone: Generated<string>;
    sealed_key: string;
    provisioned: Generated<boolean>;
    disabled_at: Timestamp | null;
    created_at: Timestamp;
    changed_at: Timestamp;
    country: string | null;
    second_factor_roles: Generated<string[]>;
  };
  phones: {
    organization_id: string;
    id: string;
    channel_id: string;
    contact_id: string;
    name: string;
    run: Generated<number>;
    off: Generated<boolean>;
    fails: Generated<boolean>;
    created_at: Timestamp;
  };
  provider_files: {
    organization_id: string;
    channel_id: string;
    file_id: string;
    provider_id: string;
    created_at: Timestamp;
  };
  safety_findings: {
    organization_id: string;
    id: string;
    message_id: string;
    contact_id: string;
    conversation_id: string;
    incident_id: string | null;
    source: string;
    severity: string;
    categories: string[];
    hard: boolean;
    evidence: Json;
    reason: string;
    rules: string;
    created_at: Timestamp;
  };
  safety_lines: {
    organization_id: string;
    id: string;
    country: string | null;
    name: string;
    number: string;
    kind: string;
    hours: string | null;
    audience: string;
    verified_at: Timestamp;
    verified_by: string;
    expires_at: Timestamp;
    created_at: Timestamp;
  };
  safety_settings: {
    organization_id: string;
    moderate_incidents: boolean;
    replies: boolean;
    event_text: boolean;
    minutes: Json;
    quiet: Json | null;
    chain: string[];
    pool: string[];
    minimum_age: number;
    follow_up_hours: number;
    changed_at: Timestamp;
  };
  segment_copies: {
    organization_id: string;
    id: string;
    segment_id: string;
    rule: Json;
    members: number;
    created_at: Timestamp;
  };
  segment_copy_members: {
    organization_id: string;
    copy_id: string;
    contact_id: string;
  };
  segments: {
    organization_id: string;
    id: string;
    name: string;
    rule: Json;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  tags: {
    organization_id: string;
    id: string;
    name: string;
    folded: string;
    created_at: Timestamp;
  };
  team_members: {
    organization_id: string;
    team_id: string;
    member_id: string;
    created_at: Timestamp;
  };
  teams: {
    organization_id: string;
    id: string;
    name: string;
    folded: string;
    created_at: Timestamp;
  };
  turns: {
    organization_id: string;
    id: string;
    contact_id: string;
    conversation_id: string;
    first_position: number;
    last_position: number;
    outcome: string;
    trace: Json;
    sealed_evidence: string | null;
    took_ms: number;
    created_at: Timestamp;
    state: Json | null;
  };
  webhook_deliveries: {
    organization_id: string;
    id: string;
    subscription_id: string;
    event_id: string;
    stream_id: string;
    position: number;
    state: string;
    due_at: Timestamp | null;
    retry_until: Timestamp;
    attempts: Generated<number>;
    tried_at: Timestamp | null;
    code: number | null;
    took_ms: number | null;
    answer: string | null;
    problem: string | null;
    created_at: Timestamp;
  };
  webhook_events: {
    organization_id: string;
    id: string;
    position: number;
    type: string;
    stream_id: string;
    data: Json;
    occurred_at: Timestamp;
    handed_out: Generated<boolean>;
    created_at: Timestamp;
  };
  webhook_subscriptions: {
    organization_id: string;
    id: string;
    url: string;
    events: string[];
    description: string | null;
    state: Generated<string>;
    trouble: Json | null;
    sealed_secrets: string;
    failing_since: Timestamp | null;
    work_lease: string | null;
    work_until: Timestamp | null;
    created_at: Timestamp;
    changed_at: Timestamp;
  };
  'auth.account': {
    id: string;
    accountId: string;
    providerId: string;
    userId: string;
    accessToken: string | null;
    refreshToken: string | null;
    idToken: string | null;
    accessTokenExpiresAt: Timestamp | null;
    refreshTokenExpiresAt: Timestamp | null;
    scope: string | null;
    password: string | null;
    createdAt: Timestamp;
    updatedAt: Timestamp;
  };
  'auth.links': {
    token_hash: Buffer;
    kind: string;
    user_id: string;
    email: string;
    expires_at: Timestamp;
    created_at: Timestamp;
  };
  'auth.session': {
    id: string;
    expiresAt: Timestamp;
    token: string;
    createdAt: Timestamp;
    updatedAt: Timestamp;
    ipAddress: string | null;
    userAgent: string | null;
    userId: string;
  };
  'auth.twoFactor': {
    id: string;
    secret: string;
    backupCodes: string;
    userId: string;
    verified: Generated<boolean | null>;
    failedVerificationCount: Generated<number | null>;
    lockedUntil: Timestamp | null;
  };
  'auth.used_codes': {
    user_id: string;
    code_hash: Buffer;
    used_at: Timestamp;
  };
  'auth.user': {
    id: string;
    name: string;
    email: string;
    emailVerified: Generated<boolean>;
    image: string | null;
    twoFactorEnabled: Generated<boolean | null>;
    createdAt: Timestamp;
    updatedAt: Timestamp;
    user_name: string | null;
    preferences: Generated<Json>;
  };
  'auth.verification': {
    id: string;
    identifier: string;
    value: string;
    expiresAt: Timestamp;
    createdAt: Timestamp | null;
    updatedAt: Timestamp | null;
  };
}
