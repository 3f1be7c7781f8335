-- What people who look after somebody see and do: access for an hour in an emergency, and the person's own safety plan.

-- Somebody opened a person's record in an emergency, for an hour: with a reason, told to others. Ended ones stay: they say who saw what, and why.
create table care_openings (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  contact_id uuid not null,
  member_id uuid not null,
  -- Sealed for the organization, bound to the row's id.
  sealed_reason text not null,
  created_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index care_openings_contact on care_openings (organization_id, contact_id, id);
create unique index care_openings_open on care_openings (organization_id, member_id, contact_id) where ended_at is null;
create index care_openings_due on care_openings (ends_at) where ended_at is null;
call protect_tenant_table('care_openings');

-- One for each person who has one; it is theirs. Its content is in its steps.
create table safety_plans (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  contact_id uuid not null,
  -- Of the last change; each step that was changed has a row of that version.
  version int not null check (version > 0),
  reviewed_at timestamptz not null,
  -- When it is looked at again; null: nobody is reminded.
  review_at timestamptz,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, contact_id),
  foreign key (organization_id, contact_id) references contacts (organization_id, id)
);
call protect_tenant_table('safety_plans');

-- What a step of a plan says since a version.
create table safety_plan_steps (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  plan_id uuid not null,
  version int not null,
  step text not null check (step in ('signs', 'alone', 'places', 'people', 'professionals', 'safer', 'living')),
  -- A list of {text, phone}: sealed for the organization, bound to the row's id.
  sealed_items text not null,
  author text not null check (author in ('contact', 'member')),
  author_id text not null,
  created_at timestamptz not null,
  primary key (organization_id, id),
  unique (organization_id, plan_id, step, version),
  foreign key (organization_id, plan_id) references safety_plans (organization_id, id)
);
call protect_tenant_table('safety_plan_steps');

-- Which member the person lets see their plan, and how that is known.
create table safety_plan_shares (
  organization_id uuid not null references organizations (id),
  id uuid not null,
  plan_id uuid not null,
  member_id uuid not null,
  given_by text not null check (given_by in ('contact', 'member')),
  given_id text not null,
  -- How the person said so, where a member wrote it down.
  sealed_how text,
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (organization_id, id),
  foreign key (organization_id, plan_id) references safety_plans (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create unique index safety_plan_shares_once on safety_plan_shares (organization_id, plan_id, member_id) where ended_at is null;
call protect_tenant_table('safety_plan_shares');

-- WHO SEES WHICH CONTACT, as before, and whom they opened in an emergency while that holds.
create or replace function contacts_of_member(member uuid) returns setof uuid
  language sql stable parallel safe
  as $$
    select a.contact_id from contact_assignments a
    where a.organization_id = current_organization() and a.member_id = member and a.ended_at is null
    union all
    select c.id from contact_assignments a join contacts c on c.organization_id = a.organization_id and c.merged_into = a.contact_id
    where a.organization_id = current_organization() and a.member_id = member and a.ended_at is null
    union all
    select o.contact_id from care_openings o
    where o.organization_id = current_organization() and o.member_id = member and o.ended_at is null
    union all
    select c.id from care_openings o join contacts c on c.organization_id = o.organization_id and c.merged_into = o.contact_id
    where o.organization_id = current_organization() and o.member_id = member and o.ended_at is null
  $$;

-- Openings whose hour is over, in any organization: ids and nothing else.
create function due_care_openings(moment timestamptz, most int) returns table (organization_id uuid, opening_id uuid)
  language sql stable security definer set search_path = public, pg_temp
  as $$ select o.organization_id, o.id from care_openings o where o.ended_at is null and o.ends_at <= moment order by o.ends_at limit most $$;
revoke execute on function due_care_openings(timestamptz, int) from public;
grant execute on function due_care_openings(timestamptz, int) to baraza_app;
