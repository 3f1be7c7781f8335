-- Alerts to the phones of members, beside mail.

-- Through which channel, with which approved templates, in which order, and when not: {"channelId", "template", "codeTemplate", "order",
-- "from", "quiet"}; null: no phone is told.
alter table safety_settings add column phone_alerts jsonb;

-- How an alert goes, and which call of the incident it belongs to; null: from before this was written down.
alter table incident_alerts add column way text not null default 'mail' check (way in ('mail', 'phone'));
alter table incident_alerts add column step int;

-- Where a member is told, once a code that was sent there came back.
create table alert_phones (
  organization_id uuid not null,
  id uuid not null,
  member_id uuid not null,
  -- In use; null: none is yet.
  sealed_number text,
  verified_at timestamptz,
  -- Asked for and not confirmed yet: {"number", "code"}.
  sealed_asked text,
  asked_at timestamptz,
  tries int not null default 0,
  -- Codes sent since `codes_since`.
  codes int not null default 0,
  codes_since timestamptz,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, member_id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
call protect_tenant_table('alert_phones');
