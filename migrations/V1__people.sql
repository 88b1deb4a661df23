-- People, how they prove who they are, and what they belong to.

create table person (
    id            uuid primary key,
    name          text        not null check (length(name) between 1 and 100),
    email         text        not null check (length(email) between 3 and 254),
    password_hash text        not null,
    administrator boolean     not null,
    created       timestamptz not null
);

-- One account for one address, however it is typed.
create unique index person_email on person (lower(email));

-- Only a hash of what the cookie holds: who reads this table cannot sign in with it.
create table session (
    token_hash bytea primary key,
    person     uuid        not null references person on delete cascade,
    created    timestamptz not null,
    expires    timestamptz not null
);

create index session_person on session (person);
create index session_expires on session (expires);

-- The one-time link for the first administrator; at most one row, gone once it is used.
create table invitation (
    only_one   boolean primary key default true check (only_one),
    token_hash bytea       not null,
    created    timestamptz not null
);

create table team (
    id      uuid primary key,
    name    text        not null check (length(name) between 1 and 100),
    created timestamptz not null
);

create table project (
    id      uuid primary key,
    team    uuid        not null references team on delete restrict,
    name    text        not null check (length(name) between 1 and 100),
    created timestamptz not null,
    unique (team, name)
);

create table membership (
    team   uuid        not null references team on delete cascade,
    person uuid        not null references person on delete cascade,
    role   text        not null check (role in ('VIEWER', 'MEMBER', 'MAINTAINER', 'ADMINISTRATOR')),
    since  timestamptz not null,
    primary key (team, person)
);

create index membership_person on membership (person);
