-- Accounts that several people run: links that are used once, sessions that their person recognises, tokens for programs, and
-- people whom an identity provider names.

alter table person
    add column deactivated timestamptz,
    -- When they last used a session or a token, to within minutes.
    add column last_seen   timestamptz;

alter table session
    -- By which its person names it; the hash stays here.
    add column id      uuid not null default gen_random_uuid() unique,
    add column address text not null default '',
    -- In words: "Firefox on Linux".
    add column browser text not null default '';

-- Links that are used once. Used, withdrawn and expired ones stay, so that whoever comes with one is told which it is.
create table account_link (
    id         uuid primary key,
    token_hash bytea       not null unique,
    kind       text        not null check (kind in ('INVITATION', 'RESET')),
    -- For whom: of an invitation what was typed, of a reset the person.
    name       text        not null default '',
    email      text        not null default '',
    person     uuid        references person on delete cascade,
    team       uuid        references team on delete cascade,
    role       text,
    created    timestamptz not null,
    created_by uuid        references person on delete set null,
    expires    timestamptz not null,
    used       timestamptz,
    withdrawn  timestamptz,
    check ((kind = 'INVITATION') = (team is not null and role is not null)),
    check ((kind = 'RESET') = (person is not null))
);

create index account_link_open on account_link (team) where used is null and withdrawn is null;
create index account_link_person on account_link (person) where person is not null;
create index account_link_created_by on account_link (created_by);

-- For programs that act in a person's name. Only a hash of what they send.
create table api_token (
    id         uuid primary key,
    token_hash bytea       not null unique,
    person     uuid        not null references person on delete cascade,
    name       text        not null check (length(name) between 1 and 100),
    scope      text        not null check (scope in ('READ', 'LAUNCH', 'EVERYTHING')),
    created    timestamptz not null,
    expires    timestamptz not null,
    last_used  timestamptz
);

create index api_token_person on api_token (person);

-- Who somebody is to an identity provider. The address may change there; the subject does not.
create table identity (
    issuer  text        not null,
    subject text        not null,
    person  uuid        not null references person on delete cascade,
    created timestamptz not null,
    primary key (issuer, subject)
);

create index identity_person on identity (person);

-- Memberships that come from a provider's groups, and go with them.
create table group_membership (
    person uuid not null references person on delete cascade,
    team   uuid not null references team on delete cascade,
    primary key (person, team)
);

create index group_membership_team on group_membership (team);
