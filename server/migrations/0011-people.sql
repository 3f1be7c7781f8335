-- People: user names, preferences, mailed links, codes that were used; and what an organization asks of its members.

alter table auth."user"
  add column user_name text,
  add column preferences jsonb not null default '{}';
create unique index user_by_name on auth."user" (lower(user_name));

-- What a mailed link leads to. The token is only in the mail; a link works once.
create table auth.links (
  token_hash bytea primary key,
  kind text not null check (kind in ('reset', 'confirm')),
  user_id text not null references auth."user" ("id") on delete cascade,
  -- The address the link was mailed to, and proves.
  email text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null
);
create index links_by_user on auth.links (user_id);

-- Codes of authenticator apps, for as long as each could be given a second time.
create table auth.used_codes (
  user_id text not null references auth."user" ("id") on delete cascade,
  code_hash bytea not null,
  used_at timestamptz not null,
  primary key (user_id, code_hash)
);
grant select, insert, update, delete on auth.links, auth.used_codes to baraza_auth;

-- Roles whose members must have a second factor.
alter table organizations add column second_factor_roles text[] not null default '{}';

-- `left_at`: they went by themselves, so that nobody but a new invitation brings them back. Such a member is disabled too.
alter table members
  add column last_seen_at timestamptz,
  add column left_at timestamptz;
